// One file: script and style are put into the page, and the page forbids itself everything but these two, by their hashes.
// (Plugins that inline allow any inline script in exchange, where names from a recording are on the page.)
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// Its terms ask that the notice goes with each copy, and each page holds one.
const licence = readFileSync("node_modules/uplot/LICENSE", "utf8").trim();

function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["index.html"];
      if (page?.type !== "asset") throw new Error("expected index.html among what is built, found none");
      let script = "";
      let style = "";
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === "chunk")
          script += part.code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
        else if (name.endsWith(".css")) style += String(part.source);
        if (name !== "index.html") delete bundle[name];
      }
      const policy =
        `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; ` +
        "base-uri 'none'; form-action 'none'";
      page.source = String(page.source)
        .replace(/\s*<script type="module"[^>]*><\/script>/g, "")
        .replace(/\s*<link rel="stylesheet"[^>]*>/g, "")
        .replace("POLICY", () => policy)
        .replace("<head>", () => `<!-- This page contains uPlot.\n\n${licence}\n-->\n<head>`)
        .replace("</head>", () => `<style>${style}</style>\n</head>`)
        .replace("</body>", () => `<script type="module">${script}</script>\n</body>`);
    },
  };
}

export default defineConfig({
  build: {
    target: "es2021",
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
  plugins: [oneFile()],
});
