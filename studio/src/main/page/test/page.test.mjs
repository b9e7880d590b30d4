// Drives the page as a person would. ADDRESS and CHROMIUM come from the test that starts this one.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const { ADDRESS, CHROMIUM, FOLDER, SHOTS } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const origin = new URL(ADDRESS).origin;

let browser;
let context;
let page;
const outside = [];
const errors = [];

before(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  context = await browser.newContext({ viewport: { width: 1400, height: 860 }, acceptDownloads: true });
  context.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin) outside.push(request.url());
  });
  context.on("weberror", (error) => errors.push(error.error().message));
  page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 4/.test(message.text())) errors.push(message.text());
  });
});

after(async () => {
  await browser?.close();
});

const shot = async (name) => SHOTS && (await page.screenshot({ path: join(SHOTS, `${name}.png`) }));
const button = (name) => page.getByRole("button", { name, exact: typeof name === "string" });
const canvas = () => page.locator(".stage canvas");
const drawn = async () =>
  createHash("sha256")
    .update(await canvas().evaluate((it) => it.toDataURL()))
    .digest("hex");

/** Waits until what is drawn satisfies something. */
async function until(what, tries = 200) {
  for (let i = 0; i < tries; i++) {
    if (await what()) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`expected ${what}`);
}

async function still() {
  await page.waitForFunction(() => !document.querySelector(".working, .waiting"));
  let last = "";
  await until(async () => {
    const now = await drawn();
    const same = now === last;
    last = now;
    if (!same) await page.waitForTimeout(250);
    return same;
  });
  return last;
}

async function accessible(where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const bad = found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  assert.deepEqual(
    bad.map(({ id, nodes }) => `${where}: ${id} ${nodes.map((node) => node.html).slice(0, 3)}`),
    [],
  );
}

test("the address opens the page and does not stay in sight", async () => {
  await page.goto(ADDRESS);
  await page.getByRole("heading", { name: "Which night?" }).waitFor();
  assert.equal(page.url(), `${origin}/`);
  await accessible("folders");
});

test("a folder is chosen and its frames are shown with their brightness and gaps", async () => {
  await button("night").click();
  await page.getByRole("heading", { name: "night" }).waitFor();
  await page.waitForFunction(
    () => [...document.querySelectorAll(".thumb img")].filter((image) => image.complete && image.naturalWidth > 0).length > 8,
  );
  assert.equal(await page.locator(".thumb").count(), 40);
  await page.getByText("40 of 40 chosen").waitFor();
  await page.getByText("Tick frames one by one").waitFor();
  await page.locator(".curve .line").waitFor();
  assert.equal(await page.locator(".curve .hole").count(), 1);
  await page.getByText("1 gap").waitFor();
  await shot("choose");
  await accessible("night");
});

test("frames are unticked one by one and by range, and the cost follows", async () => {
  await page.getByRole("checkbox", { name: "IMG_0005.jpg" }).uncheck();
  await page.getByText("39 of 40 chosen").waitFor();
  await page.locator(".cost", { hasText: "39 frames" }).waitFor();
  await page.getByRole("spinbutton", { name: "First" }).fill("11");
  await page.getByRole("spinbutton", { name: "First" }).blur();
  await page.getByText("30 of 40 chosen").waitFor();
  await page.locator(".cost", { hasText: /30 frames · about .* · .* MB/ }).waitFor();
  const curve = await page.locator(".curve svg").boundingBox();
  await page.mouse.move(curve.x + curve.width * 0.25, curve.y + 20);
  await page.mouse.down();
  await page.mouse.move(curve.x + curve.width * 0.75, curve.y + 20, { steps: 4 });
  await page.mouse.up();
  await page.getByText("21 of 40 chosen").waitFor();
  await button("All").click();
  await page.getByText("40 of 40 chosen").waitFor();
});

test("a frame is shown larger", async () => {
  await page.locator(".thumb").first().hover();
  await button("Show IMG_0001.jpg larger").click();
  await page.waitForFunction(() => document.querySelector("dialog img")?.naturalWidth > 400);
  await page.keyboard.press("ArrowRight");
  await page.getByRole("dialog", { name: "IMG_0002.jpg" }).waitFor();
  await page.keyboard.press("Escape");
});

test("the recipe is told as a command line, saved and loaded", async () => {
  await page.getByText("More", { exact: true }).click();
  await page.getByLabel("Keep what other pictures need").check();
  await page.getByLabel("Let single frames be taken out later").check();
  await page.locator(".make .command code", { hasText: /^sidereal trails .*night -o trails\.jpg$/ }).waitFor();
  await page.locator('.make a[href*="extremes4"]').waitFor();
  const waiting = page.waitForEvent("download");
  await page.getByText("Save recipe").click();
  const file = await (await waiting).path();
  assert.match(readFileSync(file, "utf8"), /"product":"trails".*extremes2/);
  await page.getByLabel("Keep what other pictures need").uncheck();
  await page.getByText("Average", { exact: true }).click();
  await page.getByLabel("Load recipe").setInputFiles(file);
  await page.waitForFunction(() => document.querySelector('input[value="trails"]')?.checked);
  assert.ok(await page.getByLabel("Keep what other pictures need").isChecked());
});

test("the picture grows while the night runs; it pauses, survives a reload, and goes on", async (t) => {
  await button("Start").click();
  await page.waitForFunction(() => document.querySelector(".stage canvas")?.dataset.ready === "yes");
  await shot("grow");
  const paused = await button("Pause").click({ timeout: 1500 }).then(() => true, () => false);
  const done = page.locator(".queue li a", { hasText: "done" });
  await page.locator(".queue li a", { hasText: "paused" }).or(done).first().waitFor();
  if (!paused || (await done.count()) > 0) {
    t.skip("the run was over before it could be paused");
    return;
  }
  await page.reload();
  await page.getByText(/paused/).first().waitFor();
  await page.locator(".controls").waitFor();
  const second = await context.newPage();
  await second.goto(page.url());
  await second.locator(".queue li a", { hasText: "paused" }).waitFor();
  await button("Go on").click();
  await page.locator(".queue li a", { hasText: "done" }).waitFor({ timeout: 60000 });
  await second.locator(".queue li a", { hasText: "done" }).waitFor();
  await second.close();
});

test("a slider shows a new picture, and the picture before is a key away", async () => {
  const plain = await still();
  await page.getByRole("slider", { name: "Brightness" }).focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowRight");
  await until(async () => (await drawn()) !== plain);
  const bright = await still();
  assert.notEqual(bright, plain);
  await page.waitForTimeout(700);
  await canvas().focus();
  await page.keyboard.down("b");
  await until(async () => (await drawn()) === plain);
  await page.keyboard.up("b");
  await until(async () => (await drawn()) === bright);
  await page.locator(".histogram path").first().waitFor();
  await shot("look");
  await accessible("room");
  await button("Reset").click();
  await until(async () => (await drawn()) === plain);
});

test("products, tails and grounds are chosen after the run", async () => {
  const trails = await still();
  await page.locator(".controls label", { hasText: /^Comets$/ }).click();
  await until(async () => (await drawn()) !== trails);
  const long = await still();
  await page.getByRole("slider", { name: "Tail" }).focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press("PageDown");
  await until(async () => (await drawn()) !== long);
  await still();
  await page.locator(".controls label", { hasText: /^Trails$/ }).click();
  await until(async () => (await drawn()) === trails);
});

test("squares of the whole picture come when one looks closely", async () => {
  await still();
  await canvas().focus();
  await page.keyboard.press("1");
  await page.keyboard.press("+");
  await page.waitForFunction(() => Number(document.querySelector(".stage canvas").dataset.tiles) > 0);
  await shot("close");
  await page.keyboard.press("0");
});

test("a pixel names the frame that lit it, which is taken out and brought back", async () => {
  const whole = await still();
  await button("Who lit this?").click();
  const box = await canvas().boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.35);
  await page.locator(".asked li b", { hasText: /^IMG_00\d\d\.jpg$/ }).first().waitFor();
  await button(/^Take out/).first().click();
  await button(/^Bring back/).first().waitFor();
  await until(async () => (await drawn()) !== whole);
  const taken = await still();
  await shot("taken");
  await button(/^Bring back/).first().click();
  await until(async () => (await drawn()) !== taken);
  await shot("brought");
});

test("the mask is painted with a brush and undone", async () => {
  await button("Mask").click();
  await page.getByText("0 strokes").waitFor({ timeout: 30000 });
  await page.waitForTimeout(600);
  const found = await still();
  const box = await canvas().boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.3);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.35, { steps: 5 });
  await page.mouse.up();
  await page.getByText("1 stroke").waitFor();
  await until(async () => (await drawn()) !== found);
  const painted = await still();
  await shot("mask");
  await button("Undo").click();
  await page.getByText("0 strokes").waitFor();
  await until(async () => (await drawn()) !== painted);
  await button("Move").click();
});

test("files are saved and downloaded, and nothing is replaced unasked", async () => {
  await page.getByRole("textbox", { name: "Name" }).fill("picture");
  await page.getByRole("combobox", { name: "As" }).selectOption({ label: "PNG, 16 bits" });
  await button("Save beside the frames").click();
  await page.getByText(/picture\.png is saved/).waitFor();
  const saved = join(FOLDER, "picture.png");
  assert.ok(statSync(saved).size > 10000);
  await button("Save beside the frames").click();
  await page.getByText("There is a file picture.png already.").waitFor();
  await button("Cancel").click();
  const waiting = page.waitForEvent("download");
  await page.getByText("Download").click();
  const download = await waiting;
  assert.equal(download.suggestedFilename(), "picture.png");
  assert.deepEqual(readFileSync(await download.path()), readFileSync(saved));
  await page.getByRole("textbox", { name: "Name" }).fill("a/b");
  await button("Save beside the frames").click();
  await page.getByText("name: expected the name of a file, without folders").waitFor();
  assert.ok(!existsSync(join(FOLDER, "a")));
});

test("it can be used with the keyboard alone", async () => {
  await page.goto(`${origin}/#/choose`);
  await page.reload();
  await page.getByRole("heading", { name: "Which night?" }).waitFor();
  const tabTo = async (name) => {
    for (let i = 0; i < 150; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((text) => document.activeElement?.textContent?.trim() === text, name)) return;
    }
    assert.fail(`expected to reach ${name} with the tab key`);
  };
  await tabTo("night");
  await page.keyboard.press("Enter");
  await page.locator(".thumb").first().waitFor();
  await page.locator(".cost").waitFor();
  await page.getByRole("radio", { name: /^Average/ }).focus();
  await page.keyboard.press("Space");
  await tabTo("Start");
  await page.keyboard.press("Enter");
  await page.locator(".queue li a", { hasText: "Average · done" }).waitFor({ timeout: 60000 });
});

test("it fits a phone held upright", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const at of ["#/choose", "#/choose/0/night", "#/runs"]) {
    await page.goto(`${origin}/${at}`);
    await page.waitForTimeout(700);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 390, `${at} is ${wide} wide`);
    await shot(`phone${at.replaceAll(/\W/g, "-")}`);
  }
  await page.setViewportSize({ width: 1400, height: 860 });
});

test("a run is closed when one is sure", async () => {
  await page.goto(`${origin}/#/runs`);
  const before = await page.locator(".queue > ul > li").count();
  await button(/^Close/).first().click();
  await button("Close it").click();
  await until(async () => (await page.locator(".queue > ul > li").count()) === before - 1);
});

test("no request left the machine and nothing failed in the page", () => {
  assert.deepEqual(outside, []);
  assert.deepEqual(errors, []);
});
