// Writes the bundle to the path given: `node build.mjs ../../static/ticket.js`.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const outfile = process.argv[2];
if (!outfile) throw new Error("usage: node build.mjs FILE");
const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8").trim();
const { dependencies } = JSON.parse(text("package.json"));
const contents = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
// Both packages carry the same text; it asks to stand in every copy, so it travels with the file.
const licences = new Set(Object.keys(dependencies).map((name) => text(`node_modules/${name}/LICENSE`)));
if (licences.size !== 1) throw new Error("the licences of the packages are no longer the same");

await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: ["ticket.mjs"],
  outfile: resolve(outfile),
  inject: ["older.mjs"],
  define: { "Object.hasOwn": "hasOwn" },
  bundle: true,
  format: "iife",
  target: "es2020",
  platform: "browser",
  charset: "ascii",
  minify: true,
  legalComments: "none",
  banner: {
    js: `/*! Chorus (Apache-2.0), made by tests/bundle. Contains ${contents.join(" and ")}:\n\n${[...licences][0]}\n*/`,
  },
});
