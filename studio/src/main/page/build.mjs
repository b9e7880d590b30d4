// Builds the page into the folder given, unless it is there already for the same sources.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const home = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
const stamp = `${out}.built`;

function sources(folder) {
  return readdirSync(join(home, folder))
    .filter((name) => !["node_modules", "dist", "test"].includes(name))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(join(home, path)).isDirectory() ? sources(path) : [path];
    });
}

const hash = createHash("sha256");
for (const path of sources(".")) {
  hash.update(path).update("\0").update(readFileSync(join(home, path))).update("\0");
}
const digest = hash.digest("hex");

if (!(existsSync(stamp) && existsSync(join(out, "index.html")) && readFileSync(stamp, "utf8") === digest)) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = (...args) =>
    execFileSync(npm, args, { cwd: home, stdio: "inherit", shell: process.platform === "win32" });
  const lock = join(home, "node_modules", ".package-lock.json");
  const fresh = existsSync(lock) && statSync(lock).mtimeMs >= statSync(join(home, "package-lock.json")).mtimeMs;
  if (!fresh) {
    run("ci", "--ignore-scripts", "--no-audit", "--no-fund");
  }
  run("run", "check");
  run("run", "build");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  cpSync(join(home, "dist"), out, { recursive: true });
  writeFileSync(stamp, digest);
}
