// A browser for the tests, and pages opened in it as a person opens them: from the disk, in a network that must not be asked.
import { chromium } from "playwright-core";
import assert from "node:assert/strict";
import path from "node:path";
import { pathToFileURL } from "node:url";

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const launch = () => chromium.launch({ executablePath: process.env.BROWSER, headless: true, args: quiet });

/** A page that is ready, and what is wrong with it: what its console said, what it asked for. */
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: "light",
    ...options,
  });
  const page = await context.newPage();
  const faults = [];
  page.on(
    "console",
    (message) => ["error", "warning"].includes(message.type()) && faults.push(`console: ${message.text()}`),
  );
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => (faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => !/^(file|data):/.test(request.url()) && faults.push(`request: ${request.url()}`));
  const address = pathToFileURL(path.resolve(file)).href;
  page.on(
    "request",
    (request) =>
      request.url().startsWith("file:") &&
      request.url().split("#")[0] !== address &&
      faults.push(`request: ${request.url()}`),
  );
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined);
  return { page, faults, context };
}

/** A picture where pictures are asked for. */
export async function picture(page, name, options = {}) {
  const folder = process.env.WEIR_SCREENSHOTS;
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, ...options });
}

export const texts = (locator) => locator.evaluateAll((all) => all.map((one) => one.textContent.trim()));

/** Points at a part of an element, 0 to 1 from its left and its top. */
export async function pointAt(page, locator, x, y) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  assert.ok(box, "expected an element to point at");
  await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
}
