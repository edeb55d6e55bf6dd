//! Chinese names: a surname, one or two characters that names are made of, and what stands around them. There are no spaces and no
//! capitals, so every candidate is weighed; a candidate that the dictionary has as a word, or that would cut one, is none.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use foldhash::fast::FixedState;

use super::super::lang::{CHINESE_BRANDS, PHRASES};
use super::super::scan::Scan;
use super::super::words::look_up;

/// Characters that given names are made of, simplified and traditional.
const GIVEN: &str = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力玲华建国红梅春雪琳晓宇浩然轩梓涵子怡欣佳嘉俊博诗婷雨泽睿思琪瑶宁晨阳志鹏飞龙凤云海峰林森波江河川山岩石松柏竹菊莲荷蓉莉萍燕鹃鸿雁鹤麟骏骥\
德仁义礼智信忠孝廉勤俭良善美慧贤淑贞洁雅婉柔惠爱慈恩福禄寿喜庆祥瑞吉安康泰和顺利达兴旺昌盛荣贵富宝珍珠玉琼瑾瑜璐璇琦珂玮珊琴瑟弦歌舞诗书画墨翰文彬斌武威勇毅刚坚健壮雄豪杰英俊帅才学识博渊深远志向梦想望希愿\
光亮辉煌耀灿焕炎烨煜晖晴朗旭昊昕晏曦暖温柔清澈洁净冰霜雪露霖霏雯霓虹彩虹青蓝紫丹彤绯朱赤素白玄墨金银铜铁钢锋锐钧铭鑫锦绣绮纹纯维继承宗祖耀光先绪延传世代永恒久长远天地乾坤宇宙星辰月日晓晨朝夕夜秋冬夏春\
东西南北中元亨利贞正直方圆大小少伯仲叔季一二三四五六七八九十百千万亿双全园圆媛嫣妍妮娅娇娥婕婧婵媚嫦姗姝姣妙妤芝芬芸芷苑茜茹荃莎菁菲萱葵蒙蕊蕾薇藜艺花草叶根树木桐楠枫榕梅桃李杏柳杨槐桦榆梁栋柱材\
生民人凡夫士君臣将相侯王帝圣神仙灵魂心情意念怀忆恋慕爱诚谦恭敬尊奇巧能干才艺术法律政治军兵帆航舟舰桥路道通达迅捷迪启开拓创新进步前程锦如若之乃以为亦可允元克其其冠凌凯列则利加劲勋匀化卓印卿又及友发古召史司合同名向君吟含启吾告周\
彦彪彭影征律徽忆怀恺悦悠惟慎成战拓振捷敦斯旋晟景智曼月朋权来栩桢梵楚榆欢毓民永汉沁沛沐河泉泓泳洲津洪浚海涌润涓淇淑淼渊清湘源溪滢滨漪潇澄澜濠炜炫烁煊熙爽牧犀献玫珏珩琛琨琪瑄璋甜田甲男畅百皓盈真睦瞳砚硕磊祎祖祺禹禾秉科程稳穆立竞笑笛筠筱简纪纬绍绪维缘罡羽翔翠翼耘聪胜育胤舒航艾芊苏若茂茵荔莹莺菡萌萧葳蓓蔚薪藩虎蝶衡裕西觉言誉许诺谊谦谨豫贝赋赞超越跃轶辰迎运连迪逸遥邦郁醒里野钊钰铮锋锴镇长闯闻阔陆陶隽雁雄雅雍震霄霁韬韵音顺颂颖风飘香馨驰驹骁骄高魁鲁鸣麒黎默齐龄\
偉麗強軍艷傑濤蘭剛輝華國紅曉軒澤寧陽鵬飛龍鳳雲嵐鳴鴻義禮儉賢潔愛慶榮貴寶瓊璦詩書畫遠夢願輝煥煒陸銀鋼鋒銳鈞銘錦綠維繼緒傳東雙園圓媛嬌薈葉樹楊樺檸棟聖靈誠謙藝術啟進創興勳淵曉燁萬蓮萍玲惠雯";

/// How many characters a candidate may have after its surname.
const LENGTHS: [usize; 2] = [2, 1];

/// Surnames people have besides those of the list: rarer, and in traditional characters.
const MORE: &str = "仇单裘朴花郎苟覃佘谌麻危卜甘宫苗饶詹卓曲霍柯翁辛管祖路鲍解车房游舒左屈祁古桑桂牟滕瞿褚戚谷虞娄蒲边卞岑巫靳缪应阮符冉丘敖寇巩储荆盛晏艾支居鞠裴荀甄封芮羿井郗班宁仇栾甘厉戎祖景束叶幸司韶郜印宿怀蒲蔺屠蒙池阴闻莘党翟贡劳姬申扶冉宰雍桑桂濮寿尚农晏柴阎连茹宦鱼容古戈居衡满弘匡国文寇欧沃利蔚越隆师巩聂晁敖冷辛那简饶曾沙鞠丰关相查荆红游竺权盖益公\
張劉陳楊黃趙吳孫馬羅鄭謝韓馮鄧許蕭葉蔣盧鐘譚陸範賴鄒龔賈閻餘龐錢湯嚴蘇萬聶魯莊竇齊溫韋";

static GIVEN_SET: LazyLock<HashSet<char, FixedState>> = LazyLock::new(|| GIVEN.chars().collect());

static SURNAMES: LazyLock<HashMap<char, bool, FixedState>> = LazyLock::new(|| {
    let listed = |c: char| look_up(c.encode_utf8(&mut [0; 4])).is_chinese_surname();
    let rare = MORE.chars().map(|c| (c, false));
    let common = ('\u{4e00}'..='\u{9fa5}').filter(|c| listed(*c)).map(|c| (c, true));
    rare.chain(common).collect()
});

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Around {
    title: bool,
    naming: bool,
    service: bool,
    perhaps: bool,
    after: bool,
    thing: bool,
}

static PHRASE: LazyLock<HashMap<&'static str, Around, FixedState>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Around, FixedState> = HashMap::default();
    for phrases in PHRASES.iter().filter(|phrases| phrases.language == "zh") {
        let mut add = |list: &'static str, set: fn(&mut Around)| {
            list.split('|').for_each(|phrase| set(table.entry(phrase).or_default()))
        };
        add(phrases.titles, |around| around.title = true);
        add(phrases.naming, |around| around.naming = true);
        add(phrases.service, |around| around.service = true);
        add(phrases.perhaps, |around| around.perhaps = true);
        add(phrases.after, |around| around.after = true);
        add(phrases.closings, |around| around.naming = true);
        add(phrases.things, |around| around.thing = true);
    }
    table
});

/// The first and the last characters of those phrases: most places need no further look.
static ENDS: LazyLock<(HashSet<char, FixedState>, HashSet<char, FixedState>)> = LazyLock::new(|| {
    let phrases = || PHRASE.keys();
    (
        phrases().filter_map(|phrase| phrase.chars().next()).collect(),
        phrases().filter_map(|phrase| phrase.chars().next_back()).collect(),
    )
});

static BRAND: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(CHINESE_BRANDS.split('|')).expect("a constant list of short words"));

const LONGEST: usize = 6;

/// The text as characters.
struct Text<'t> {
    shadow: &'t str,
    letters: Vec<(usize, char)>,
    /// Whether the two, three or four characters from each on are a word, as far as that was asked.
    words: Vec<[Cell<Option<bool>>; 3]>,
    /// What begins at each, as far as that was asked.
    after: Vec<Cell<Option<Around>>>,
}

/// The names of a text with Chinese in it.
pub(super) fn find(scan: &Scan<'_>) -> Vec<Range<usize>> {
    let shadow = scan.text();
    if !scan.counts().wide {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = shadow.char_indices().collect();
    let text = Text {
        shadow,
        words: vec![[const { Cell::new(None) }; 3]; letters.len()],
        after: vec![Cell::new(None); letters.len()],
        letters,
    };
    let brands: Vec<Range<usize>> = BRAND.find_iter(shadow).map(|hit| hit.range()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.letters.len() {
        let count = text.name_at(at).unwrap_or(0);
        let range = text.byte(at)..text.byte(at + count);
        if count > 0
            && !brands
                .iter()
                .any(|brand| brand.start < range.end && range.start < brand.end)
        {
            found.push(range);
        }
        at += count.max(1);
    }
    found
}

fn likely_of(text: &Text<'_>, given: &Range<usize>) -> usize {
    given
        .clone()
        .filter(|place| GIVEN_SET.contains(&text.letter(*place)))
        .count()
}

fn is_han(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

impl<'t> Text<'t> {
    fn letter(&self, at: usize) -> char {
        self.letters.get(at).map_or('\n', |(_, c)| *c)
    }

    fn byte(&self, at: usize) -> usize {
        self.letters.get(at).map_or(self.shadow.len(), |(byte, _)| *byte)
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        &self.shadow[self.byte(from)..self.byte(to)]
    }

    fn is_word(&self, from: usize, to: usize) -> bool {
        let asked = || look_up(self.slice(from, to)).is_chinese_word();
        if to > self.letters.len() {
            return false;
        }
        let Some(known) = self.words[from].get(to - from - 2) else {
            return asked();
        };
        let is_word = known.get().unwrap_or_else(asked);
        known.set(Some(is_word));
        is_word
    }

    /// What ends right before this character.
    fn before(&self, at: usize) -> Around {
        // a space, a colon, a line after "regards": the phrase still points at the name
        let skip = (1..=2.min(at))
            .take_while(|back| matches!(self.letter(at - back), ' ' | ':' | '：' | '\n' | ',' | '，'))
            .count();
        let mut found = self.ending(at);
        if skip > 0 {
            let far = self.ending(at - skip);
            found.naming |= far.naming;
            found.service |= far.service && self.letter(at - 1) != '，';
        }
        found
    }

    fn ending(&self, at: usize) -> Around {
        if at == 0 || !ENDS.1.contains(&self.letter(at - 1)) {
            return Around::default();
        }
        (1..=LONGEST.min(at)).fold(Around::default(), |found, count| found.or(self.phrase(at - count, at)))
    }

    /// What begins right at this character.
    fn after(&self, at: usize) -> Around {
        let Some(known) = self.after.get(at).filter(|_| ENDS.0.contains(&self.letter(at))) else {
            return Around::default();
        };
        let after = known.get().unwrap_or_else(|| self.beginning(at));
        known.set(Some(after));
        after
    }

    fn beginning(&self, at: usize) -> Around {
        let most = LONGEST.min(self.letters.len().saturating_sub(at));
        let single = if self.is_word(at, at + 2) { 2 } else { 1 };
        (single.min(most.max(1))..=most).fold(Around::default(), |found, count| found.or(self.phrase(at, at + count)))
    }

    fn phrase(&self, from: usize, to: usize) -> Around {
        PHRASE.get(self.slice(from, to)).copied().unwrap_or_default()
    }

    /// How many characters of the name that begins here there are; `None` where none begins.
    fn name_at(&self, at: usize) -> Option<usize> {
        let first = self.letter(at);
        if !is_han(first) {
            return None;
        }
        if matches!(first, '小' | '老' | '阿' | '大') {
            return self.nickname(at);
        }
        let compound =
            "欧司上诸端慕令皇东南夏公尉长申".contains(first) && look_up(self.slice(at, at + 2)).is_chinese_surname();
        let common = *SURNAMES.get(&first).unwrap_or(&false) || compound;
        if !compound && !SURNAMES.contains_key(&first) {
            return self.given_alone(at);
        }
        // no name says its surname again, but hostile texts do
        if first == self.letter(at + 1) {
            return None;
        }
        let surname = if compound { 2 } else { 1 };
        let left = self.before(at);
        if self.after(at + surname).title && !self.cuts(at, left) && !self.is_word(at, at + 2) {
            return Some(surname);
        }
        LENGTHS
            .into_iter()
            .map(|given| surname + given)
            .filter(|count| !self.ends_in_and(at + count))
            .find(|count| self.is_name(at, surname, *count, common, left))
    }

    /// "王丽和李经理": the last character joins the next name.
    fn ends_in_and(&self, end: usize) -> bool {
        matches!(self.letter(end - 1), '和' | '与' | '跟' | '及' | '同') && SURNAMES.contains_key(&self.letter(end))
    }

    /// "奶奶秀兰": a given name alone, after a word for a relative or a colleague.
    fn given_alone(&self, at: usize) -> Option<usize> {
        let end = at + 2;
        let likely = GIVEN_SET.contains(&self.letter(at)) && GIVEN_SET.contains(&self.letter(at + 1));
        if !likely || self.is_word(at, end) || !self.before(at).service {
            return None;
        }
        let tears = is_han(self.letter(end)) && self.is_word(end - 1, end + 1);
        let right = self.after(end).after || !is_han(self.letter(end));
        (right && !tears).then_some(2)
    }

    /// Whether the character before would make a word with this one that a name would cut.
    fn cuts(&self, at: usize, left: Around) -> bool {
        let numeral = at > 0
            && matches!(
                self.letter(at - 1),
                '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '几' | '每' | '0'
                    ..='9' | '这' | '那'
            );
        let measure = matches!(
            self.letter(at),
            '张' | '段' | '章' | '石' | '成' | '毛' | '方' | '项' | '双' | '包' | '元'
        );
        (numeral && measure)
            || (at > 0
                && is_han(self.letter(at - 1))
                && self.is_word(at - 1, at + 1)
                && !left.naming
                && !left.service
                && !left.perhaps)
    }

    fn is_name(&self, at: usize, surname: usize, count: usize, common: bool, left: Around) -> bool {
        let end = at + count;
        let given = at + surname..end;
        if end > self.letters.len() || !given.clone().all(|place| is_han(self.letter(place))) || self.cuts(at, left) {
            return false;
        }
        let right = self.after(end);
        let stop = !is_han(self.letter(end));
        let a_word = (2..=count).any(|length| self.is_word(at, at + length))
            || (given.len() == 2 && self.is_word(given.start, end) && !left.naming && likely_of(self, &given) < 2);
        if a_word && !(left.naming && stop) && !(right.title && given.len() == 2 && !self.is_word(at, at + 2))
            || right.thing && !right.title && !right.after
        {
            return false;
        }
        let tears = is_han(self.letter(end)) && self.is_word(end - 1, end + 1) && !right.title;
        let likely = likely_of(self, &given);
        if likely < given.len() && !left.naming && !right.title {
            return false;
        }
        let begins = at == 0 || !is_han(self.letter(at - 1)) || self.letter(at - 1) == '的';
        let weight = i32::from(left.naming) * 3
            + i32::from(left.service) * 2
            + i32::from(left.perhaps || begins)
            + i32::from(right.title) * 3
            + i32::from(right.after || stop)
            + i32::try_from(likely).unwrap_or(0)
            + i32::from(common)
            - i32::from(tears) * 2;
        weight >= 4 + i32::from(!common)
    }

    /// "小王", "老李头", "阿强".
    fn nickname(&self, at: usize) -> Option<usize> {
        let second = self.letter(at + 1);
        if !is_han(second) || self.is_word(at, at + 2) {
            return None;
        }
        let surname = SURNAMES.get(&second).copied().unwrap_or(false);
        let likely = surname || GIVEN_SET.contains(&second);
        let left = self.before(at);
        let right = self.after(at + 2);
        let tears = is_han(self.letter(at + 2)) && self.is_word(at + 1, at + 3) && !right.title;
        let stop = !is_han(self.letter(at + 2));
        let begins = at == 0 || !is_han(self.letter(at - 1)) || self.letter(at - 1) == '的';
        let weight = i32::from(left.naming || left.service) * 2
            + i32::from(left.perhaps || begins)
            + i32::from(right.title) * 2
            + i32::from(right.after || stop)
            + i32::from(surname);
        let cut = at > 0 && is_han(self.letter(at - 1)) && self.is_word(at - 1, at + 1);
        let more = usize::from(
            matches!(self.letter(at + 2), '头' | '儿' | '哥' | '姐' | '叔') && !self.is_word(at + 2, at + 4),
        );
        (likely && !tears && !cut && weight >= 3 - i32::from(more > 0)).then_some(2 + more)
    }
}

impl Around {
    fn or(self, other: Self) -> Self {
        Self {
            title: self.title || other.title,
            naming: self.naming || other.naming,
            service: self.service || other.service,
            perhaps: self.perhaps || other.perhaps,
            after: self.after || other.after,
            thing: self.thing || other.thing,
        }
    }
}
