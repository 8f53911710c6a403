// Draws media/icon.png from media/logo.svg with the browser of the host tests: node scripts/make-icon.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { launchBrowser } from "../test/host/browser.mjs";

const size = 256;
const svg = readFileSync(new URL("../media/logo.svg", import.meta.url), "utf8");
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: size, height: size } });
await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
writeFileSync(new URL("../media/icon.png", import.meta.url), await page.screenshot({ omitBackground: true }));
await browser.close();
