// What a person does with a page: looks, points, clicks, sorts, uses the keyboard, prints. See browser.mjs.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, open, picture, pointAt, texts } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const pressed = (page) => page.locator(".run-list button[aria-pressed=true]");
const details = (page) => page.locator("#run-details .details");

test("opens from the disk without a request, an error, or markup of a recording's names", async () => {
  const { page, faults, context } = await open(browser, "small.html");
  await picture(page, "light-wide");
  assert.equal(await page.title(), "<script>alert(1)</script> · weir");
  assert.equal((await page.locator("h1").textContent()).trim(), "<script>alert(1)</script>");
  const stages = await texts(page.locator("#flow .stage .stage-name"));
  assert.deepEqual(stages, ["load", "index", "check", '<b>write</b> & "sync"']);
  assert.equal(await page.locator("b, img, h1 script").count(), 0);
  assert.equal(await page.locator("#flow .group .stage").count(), 2, "the nested stages are in their pipeline");
  assert.match((await texts(page.locator("#flow .stage.bottleneck .chip")))[0] ?? "", /bottleneck/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("pointing at a distribution reads off what part of the calls took at most so long", async () => {
  const { page, faults, context } = await open(browser, "small.html");
  const rows = page.locator("#latency .row");
  assert.equal(await rows.count(), 6, "the whole run, three stages, the nested pipeline and its two");
  const read = () => texts(page.locator("#latency .row .read"));
  const idle = await read();
  assert.match(idle[0], /p50.*p99/);
  await pointAt(page, rows.nth(0).locator(".u-over"), 0.4, 0.5);
  const early = await read();
  await pointAt(page, rows.nth(0).locator(".u-over"), 0.75, 0.5);
  const late = await read();
  const share = (text) => Number(/≤\s*([\d.]+)/.exec(text)[1]);
  assert.ok(share(late[0]) > share(early[0]), `${early[0]}, then ${late[0]}`);
  assert.notEqual(late[2], early[2], "the other rows are read off at the same time");
  await page.mouse.move(5, 5);
  assert.deepEqual(await read(), idle);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a click on a run shows its stages, key, captures and error", async () => {
  const { page, faults, context } = await open(browser, "small.html");
  const first = await details(page).getAttribute("data-run");
  assert.equal(await pressed(page).getAttribute("data-run"), first, "the slowest is shown first");
  await page.selectOption("#run-kind", "threw");
  await page.locator(".run-list button").nth(1).click();
  const text = await details(page).textContent();
  assert.match(text, /Ended\s*threw at store\/check/);
  assert.match(await details(page).locator(".key").textContent(), /^(kind:\d|<!--<script>)$/);
  assert.match(
    await details(page).locator(".error").textContent(),
    /^<\/script><script>alert\('error \d+'\)<\/script>$/,
  );
  assert.match(text, /number\s*\d+\s*least\s*-\d+/);
  assert.match(text, /not run/, "the stage after the one that threw");

  const place = page.locator(".timeline .u-over");
  const before = await details(page).getAttribute("data-run");
  let after = before;
  for (let x = 0.2; x < 0.8 && after === before; x += 0.02) {
    await pointAt(page, place, x, 0.6);
    if ((await page.locator(".tip").getAttribute("hidden")) !== null) continue;
    await page.mouse.down();
    await page.mouse.up();
    after = await details(page).getAttribute("data-run");
  }
  assert.notEqual(after, before, "expected a run near one of thirty places");
  assert.deepEqual(faults, []);
  await context.close();
});

test("the table sorts by its headings, both ways", async () => {
  const { page, context } = await open(browser, "small.html");
  const names = () => texts(page.locator("#stages tbody th"));
  const head = (title) =>
    page.locator("#stages thead th").filter({ has: page.getByRole("button", { name: title, exact: true }) });
  const run = ["load", "index", "store", "check", '<b>write</b> & "sync"', "whole run"];
  assert.deepEqual(await names(), run);
  await head("p99").getByRole("button").click();
  const down = await names();
  assert.equal(await head("p99").getAttribute("aria-sort"), "descending");
  assert.notDeepEqual(down, run);
  assert.equal(down[0], "whole run");
  await head("p99").getByRole("button").click();
  assert.equal(await head("p99").getAttribute("aria-sort"), "ascending");
  assert.deepEqual(await names(), down.reverse());
  await head("Stage").getByRole("button").click();
  assert.equal(await head("p99").getAttribute("aria-sort"), "none");
  assert.deepEqual(await names(), run, "in the order in which they run");
  await head("Stage").getByRole("button").click();
  assert.deepEqual(await names(), [...run].reverse());
  await context.close();
});

test("light and dark, as the system has it and by the button", async () => {
  const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const ink = (page) => page.evaluate(() => document.querySelector(".timeline canvas").toDataURL());
  const dark = await open(browser, "small.html", { colorScheme: "dark" });
  const light = await open(browser, "small.html");
  await picture(dark.page, "dark-wide");
  assert.notEqual(await paper(dark.page), await paper(light.page));
  const [darkPaper, lightPaper, lightInk] = [await paper(dark.page), await paper(light.page), await ink(light.page)];
  await light.page.getByRole("button", { name: "Change to dark colours" }).click();
  assert.equal(await paper(light.page), darkPaper);
  assert.notEqual(await ink(light.page), lightInk, "the charts are drawn anew");
  await light.page.getByRole("button", { name: "Change to light colours" }).click();
  assert.equal(await paper(light.page), lightPaper);
  assert.deepEqual([...dark.faults, ...light.faults], []);
  await dark.context.close();
  await light.context.close();
});

test("all of it can be reached by the keyboard", async () => {
  const { page, context } = await open(browser, "small.html");
  const focused = () =>
    page.evaluate(() => {
      const one = document.activeElement;
      return one.getAttribute("aria-label") ?? one.textContent.trim();
    });
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the figures");
  const seen = [];
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press("Tab");
    const width = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
    seen.push(
      await page.evaluate(
        () => document.activeElement.id || document.activeElement.className || document.activeElement.tagName,
      ),
    );
    assert.notEqual(width, "0px", `expected a visible focus on ${seen.at(-1)}`);
  }
  for (const id of ["theme", "latency-at", "timeline", "run-kind"])
    assert.ok(seen.includes(id), `expected Tab to come to ${id}, found ${seen.join(" ")}`);

  await page.locator("#latency-at").focus();
  await page.keyboard.press("Home");
  const early = await page.locator("#latency-at").getAttribute("aria-valuetext");
  for (let i = 0; i < 5; ++i) await page.keyboard.press("PageUp");
  const late = await page.locator("#latency-at").getAttribute("aria-valuetext");
  assert.match(late, /^at most .* whole run [\d.]+/);
  assert.notEqual(late, early);

  await page.locator(".timeline").focus();
  const slowest = await details(page).getAttribute("data-run");
  await page.keyboard.press("ArrowDown");
  const second = await details(page).getAttribute("data-run");
  assert.notEqual(second, slowest);
  await page.keyboard.press("ArrowUp");
  assert.equal(await details(page).getAttribute("data-run"), slowest);
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await details(page).getAttribute("data-run"), "3998");

  await page.locator("#stages thead button").nth(3).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#stages thead th").nth(3).getAttribute("aria-sort"), "descending");
  await context.close();
});

test("has landmarks, names for its charts, and tables beside them", async () => {
  const { page, context } = await open(browser, "small.html");
  for (const tag of ["header", "nav", "main", "footer"])
    assert.equal(await page.locator(`.page > ${tag}`).count(), 1, tag);
  const unnamed = await page.evaluate(
    () =>
      [...document.querySelectorAll("section")].filter(
        (one) => !document.getElementById(one.getAttribute("aria-labelledby"))?.textContent,
      ).length,
  );
  assert.equal(unnamed, 0);
  assert.match(await page.locator("#costs figure .plot").getAttribute("aria-label"), /^index: grows as n/);
  await page.locator("#costs details summary").click();
  assert.ok((await page.locator("#costs details tbody tr").count()) > 8);
  assert.equal(await page.locator("table:not(:has(caption)):not(details table)").count(), 0);
  await context.close();
});

test("two sides are held against each other", async () => {
  const { page, faults, context } = await open(browser, "compared.html");
  await picture(page, "compared-wide");
  assert.match(await page.locator("#comparison .headline").textContent(), /^worse: /);
  const row = page.locator("#comparison tbody tr").filter({ hasText: "index" });
  assert.match(await row.textContent(), /worse/);
  assert.match(await row.locator(".shift").nth(1).textContent(), /\+(19|20)\d\.\d\s%/);
  assert.equal(await page.locator("#comparison tbody tr").count(), 6);
  const mean = () => page.locator("#stages tbody tr").filter({ hasText: "index" }).locator("td").nth(3).textContent();
  const after = await mean();
  await page.getByRole("radio", { name: "before" }).check();
  assert.notEqual(await mean(), after, "the other side's figures are shown");
  assert.equal(await page.evaluate(() => document.activeElement.id), "side-before");
  assert.deepEqual(faults, []);
  await context.close();
});

test("prints in light colours, without what only a screen can do", async () => {
  const { page, context } = await open(browser, "small.html", { colorScheme: "dark" });
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
  for (const part of ["nav", ".controls", ".reader"])
    assert.equal(await page.locator(part).first().isVisible(), false, part);
  assert.equal(await page.locator("#stages table").isVisible(), true);
  await page.setViewportSize({ width: 760, height: 1000 });
  await picture(page, "print");
  await page.emulateMedia({ media: "screen" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  await context.close();
});

test("fits a narrow screen", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, faults, context } = await open(browser, "small.html", {
      viewport: { width: 390, height: 800 },
      colorScheme,
    });
    await picture(page, `${colorScheme}-narrow`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("a hundred thousand runs are a small page, which says how many it shows", async (context) => {
  const { size } = statSync("many.html");
  assert.ok(size < 5_000_000, `expected less than 5 MB, found ${size}`);
  const one = await open(browser, "many.html");
  const ready = await one.page.evaluate(() => document.documentElement.dataset.ready);
  context.diagnostic(`${size} bytes, interactive after ${ready} ms`);
  await picture(one.page, "many-wide");
  const note = await one.page.locator("#runs .note").first().textContent();
  const [, shown, all] = /Shown are ([\d,]+) of ([\d,]+) runs/
    .exec(note)
    .map((text) => Number(text.replaceAll(",", "")));
  assert.equal(all, 100_000);
  assert.ok(shown > 10_000 && shown < 25_000, note);
  assert.deepEqual(one.faults, []);
  await one.context.close();
});
