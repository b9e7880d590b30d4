// Drives the page as a person would. ADDRESS and CHROMIUM come from the test that starts this one.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
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

/** Waits until the run that is looked at is in a state. */
const chosenRun = (state) => page.locator(".queue li.chosen a", { hasText: state }).waitFor({ timeout: 60000 });

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

let developed;

test("a run is started and ends with a picture", async () => {
  await button("Start").click();
  await chosenRun("done");
  await page.locator(".controls").waitFor();
  developed = page.url();
});

test("a long night grows in sight, pauses, survives a reload and a second tab, and goes on", async () => {
  await page.goto(`${origin}/#/choose/0/long`);
  await page.locator(".thumb").first().waitFor();
  await page.getByText("More", { exact: true }).click();
  await page.getByLabel("Keep what other pictures need").check();
  await page.getByLabel("Let single frames be taken out later").check();
  await page.locator('.make a[href*="extremes4"]').waitFor();
  await button("Start").click();
  await page.waitForFunction(() => document.querySelector(".stage canvas")?.dataset.ready === "yes");
  await page.getByText(/frames a second · .* left/).waitFor();
  const early = await drawn();
  await until(async () => (await drawn()) !== early);
  await shot("grow");
  await button("Pause").click();
  await chosenRun("paused");
  await page.reload();
  await chosenRun("paused");
  await page.locator(".controls").waitFor();
  const second = await context.newPage();
  await second.goto(page.url());
  await second.locator(".queue li.chosen a", { hasText: "paused" }).waitFor();
  await button("Go on").click();
  await second.getByText(/frames a second/).waitFor();
  await second.close();
});

test("a second run waits for the first, which is stopped and keeps what is there", async () => {
  const first = page.url();
  await page.goto(`${origin}/#/choose/0/odd`);
  await page.locator(".thumb").first().waitFor();
  await page.locator(".cost").waitFor();
  await button("Start").click();
  await chosenRun("waits");
  await page.goto(first);
  await button("Stop and keep").click();
  await chosenRun("stopped");
  await page.locator(".controls").waitFor();
  await page.locator(".queue > ul > li", { hasText: "odd" }).getByText("done").waitFor();
  await button("Go on").waitFor();
});

test("frames unlike the night and files that are no frames are greyed, with the reason", async () => {
  await page.goto(`${origin}/#/choose/0/odd`);
  const odd = page.locator(".thumb.odd");
  await odd.waitFor();
  assert.equal(await odd.count(), 1);
  assert.match(await odd.locator(".reason").innerText(), /\S+ .*\S+/);
  await button("Leave out 1 unlike the night").click();
  await page.locator(".thumb.odd.off").waitFor();
  const broken = page.locator(".thumb", { hasText: "IMG_0025.jpg" });
  assert.match(await broken.locator(".reason").innerText(), /expected/);
  assert.ok(await broken.getByRole("checkbox").isDisabled());
  await page.goto(developed);
  await chosenRun("done");
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
  await page.locator(".masking label", { hasText: /^Fill$/ }).click();
  await page.locator(".masking label", { hasText: /^Paint ground$/ }).click();
  const unfilled = await still();
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.3);
  await page.getByText("1 stroke").waitFor();
  await until(async () => (await drawn()) !== unfilled);
  await accessible("mask");
  await button("Undo").click();
  await page.getByText("0 strokes").waitFor();
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

test("every kind of file is saved", async (t) => {
  const kinds = {
    JPEG: "kind.jpg",
    "TIFF, 16 bits": "kind.tif",
    "FITS, float": "kind.fits",
    "Mask (PNG)": "kind.png",
    ...(existsSync("/usr/bin/ffmpeg") ? { "Video (MP4)": "kind.mp4" } : {}),
  };
  if (!kinds["Video (MP4)"]) t.diagnostic("no video: ffmpeg is not there");
  await page.getByRole("textbox", { name: "Name" }).fill("kind");
  for (const [kind, file] of Object.entries(kinds)) {
    await page.getByRole("combobox", { name: "As" }).selectOption({ label: kind });
    await button("Save beside the frames").click();
    await page.getByText(`${file} is saved`).waitFor({ timeout: 60000 });
    assert.ok(statSync(join(FOLDER, file)).size > 1000);
    rmSync(join(FOLDER, file));
  }
  await page.getByRole("textbox", { name: "Name" }).fill("again");
  await page.getByRole("combobox", { name: "As" }).selectOption({ label: "Stack, to develop again" });
  await button("Save beside the frames").click();
  await page.getByText("again.fits is saved").waitFor({ timeout: 60000 });
  rmSync(join(FOLDER, "again.fits"));
});

test("files are dropped and picked, and what is no frame is refused", async () => {
  await page.goto(`${origin}/#/choose/0`);
  await page.getByText("Or drop the frames here").waitFor();
  const frames = ["IMG_0001.jpg", "IMG_0002.jpg", "IMG_0003.jpg"].map((name) => join(FOLDER, name));
  await page.getByLabel("Choose files").setInputFiles([
    ...frames.map((frame) => ({ name: basename(frame), mimeType: "image/jpeg", buffer: readFileSync(frame) })),
    { name: "diary.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Dear diary, tonight it was cloudy.") },
  ]);
  await page.getByText("1 file was not taken").waitFor();
  await page.locator(".drop .problem li", { hasText: /^diary\.jpg: expected / }).waitFor();
  await shot("drop");
  await accessible("drop");
  await button("Open these frames").click();
  await page.getByRole("heading", { name: "dropped" }).waitFor();
  assert.equal(await page.locator(".thumb").count(), 3);
  for (const frame of frames) {
    assert.ok(readFileSync(join(FOLDER, "..", "dropped", basename(frame))).equals(readFileSync(frame)));
  }
  await page.goto(`${origin}/#/choose/0`);
  await page.getByText("Or drop the frames here").waitFor();
  await page.evaluate(
    (files) => {
      const transfer = new DataTransfer();
      for (const [name, bytes] of files) {
        transfer.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
      }
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
    },
    frames.map((frame) => [basename(frame), readFileSync(frame).toString("base64")]),
  );
  await page.getByRole("heading", { name: "dropped-2" }).waitFor();
});

test("a run of an earlier start is offered and opened", async () => {
  await page.goto(`${origin}/#/runs`);
  await page.getByRole("heading", { name: "From earlier" }).waitFor();
  await button("Open").click();
  await page.waitForURL(/#\/runs\/r/);
  await chosenRun("done");
  await page.locator(".controls").waitFor();
});

test("deep sky is chosen with its calibration frames, and told as a command line and a recipe", async () => {
  await page.goto(`${origin}/#/choose/0/session/lights`);
  await page.locator(".thumb").first().waitFor();
  await page.getByRole("radio", { name: /^Deep sky/ }).check();
  const darks = page.getByRole("group", { name: "Darks" });
  await darks.getByRole("button", { name: "darks", exact: true }).waitFor();
  await page.locator(".cost", { hasText: /8 frames · about .* · .* MB/ }).waitFor();
  await page.getByText("More", { exact: true }).click();
  const command = page.locator(".make .command code");
  await command.filter({ hasText: /^sidereal deepsky \S*lights --dark \S*darks -o deepsky\.fits$/ }).waitFor();
  await page.getByRole("combobox", { name: "Picture of" }).selectOption("any light");
  await command.filter({ hasText: "--canvas union" }).waitFor();
  await button("Without darks").click();
  await command.filter({ hasText: /^(?!.*--dark)/ }).waitFor();
  await darks.getByRole("button", { name: "None" }).click();
  const dialog = page.getByRole("dialog", { name: "Darks: which folder?" });
  await dialog.getByRole("button", { name: "darks", exact: true }).click();
  await accessible("pick");
  await shot("pick");
  await dialog.getByRole("button", { name: /^Take this folder/ }).click();
  await command.filter({ hasText: /--dark \S*darks/ }).waitFor();
  await accessible("deep sky");
  await shot("deepsky");
  const waiting = page.waitForEvent("download");
  await page.getByText("Save recipe").click();
  const file = await (await waiting).path();
  assert.match(readFileSync(file, "utf8"), /^\{"product":"deepsky",.*"canvas":"union",.*"dark":".*darks"\}$/);
  await page.reload();
  await page.locator(".thumb").first().waitFor();
  await page.locator(".cost").waitFor();
  await page.getByLabel("Load recipe").setInputFiles(file);
  await darks.getByRole("button", { name: "darks", exact: true }).waitFor();
});

test("lights are joined, looked at, told of and saved", async () => {
  await page.locator(".cost", { hasText: "8 frames" }).waitFor();
  await button("Start").click();
  await chosenRun("done");
  const stretched = await still();
  await page.getByRole("slider", { name: "Midtones" }).focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
  await until(async () => (await drawn()) !== stretched);
  await page.locator(".controls label", { hasText: /^None$/ }).last().click();
  await still();
  await button("Reset").click();
  await until(async () => (await drawn()) === stretched);
  await page.locator(".histogram path").first().waitFor();
  await shot("joined");
  await accessible("joined");
  const opening = context.waitForEvent("page");
  await page.getByRole("link", { name: "What became of each light" }).click();
  const report = await opening;
  await report.getByRole("heading", { name: "Lights" }).waitFor();
  assert.equal(await report.locator("tr").count(), 9);
  assert.equal(await report.locator("table").evaluate((table) => getComputedStyle(table).borderCollapse), "collapse");
  await report.close();
  await page.getByRole("textbox", { name: "Name" }).fill("object");
  const folder = join(FOLDER, "..", "session", "lights");
  for (const [kind, file] of Object.entries({ "PNG, 16 bits": "object.png", "Coverage map (FITS)": "object.fits" })) {
    await page.getByRole("combobox", { name: "As" }).selectOption({ label: kind });
    await button("Save beside the frames").click();
    await page.getByText(`${file} is saved`).waitFor();
    assert.ok(statSync(join(folder, file)).size > 1000);
    rmSync(join(folder, file));
  }
});

test("a deep-sky run that is stopped says what is left and begins anew", async () => {
  await page.goto(`${origin}/#/choose/0/endless/lights`);
  await page.locator(".thumb").first().waitFor();
  await page.getByRole("radio", { name: /^Deep sky/ }).check();
  await page.locator(".cost", { hasText: "100 frames" }).waitFor();
  await button("Start").click();
  await page.getByText("First reading: stars are looked for.").waitFor();
  await page.getByText(/frames a second · .* left/).waitFor();
  await shot("looking");
  assert.equal(await button("Pause").count(), 0);
  await button("Stop").click();
  await chosenRun("stopped");
  await page.getByText("Stopping keeps the masters, nothing else").waitFor();
  await button("Begin anew").click();
  await page.waitForFunction(() => document.querySelector(".stage canvas")?.dataset.ready === "yes", null, { timeout: 60000 });
  await page.getByText("Second reading: lights are laid on each other.").waitFor();
  await shot("laying");
  await button("Stop").click();
  await chosenRun("stopped");
});

test("it speaks the browser's language, and another if asked", async () => {
  const other = await browser.newContext({ locale: "de-DE" });
  const german = await other.newPage();
  await german.goto(ADDRESS);
  await german.getByRole("heading", { name: "Welche Nacht?" }).waitFor();
  assert.equal(await german.evaluate(() => document.documentElement.lang), "de");
  await german.getByRole("combobox", { name: "Sprache" }).selectOption("en");
  await german.getByRole("heading", { name: "Which night?" }).waitFor();
  await german.reload();
  await german.getByRole("heading", { name: "Which night?" }).waitFor();
  await other.close();
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
  for (const at of ["#/choose", "#/choose/0/night", "#/choose/0/session/lights", "#/runs"]) {
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
