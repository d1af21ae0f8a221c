// mobile-mcp, asked over MCP on stdio as an agent asks it, by its way over plain adb.
// Its other way (mobilecli) puts a program of its own on the phone; without it only its list of apps fails.
import { createRequire } from "node:module";
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { check, facts, print, serial } from "./rows.mjs";

const home = dirname(createRequire(import.meta.url).resolve("@mobilenext/mobile-mcp/package.json"));
const client = new Client({ name: "edgelam-bench", version: "1" });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [join(home, "lib", "index.js")],
    env: { ...process.env, MOBILEMCP_DISABLE_TELEMETRY: "1", MOBILEMCP_LEGACY_ROBOT: "1" },
    stderr: "ignore",
  }),
);

async function call(tool, more = {}) {
  const answer = await client.callTool({ name: tool, arguments: { device: serial, ...more } });
  if (answer.isError) throw new Error(answer.content[0].text);
  return answer;
}

const say = async (tool, more) => (await call(tool, more)).content[0].text;
const elements = () => say("mobile_list_elements_on_screen");
const ask = (tool, more, holds) =>
  check(`${tool} ${JSON.stringify(more)}`, () => say(tool, more), holds);

// Touches the middle of the first element whose line contains the words, as an agent would.
async function touch(words) {
  const line = (await elements()).split("\n").find((one) => one.includes(words));
  const [, x, y, width, height] = /at=(\d+),(\d+) size=(\d+)x(\d+)/.exec(line ?? "").map(Number);
  await ask(
    "mobile_click_on_screen_at_coordinates",
    { x: x + (width >> 1), y: y + (height >> 1) },
    (text) => text.startsWith("Clicked"),
  );
}
const shows = (words) =>
  check(`mobile_list_elements_on_screen shows ${words}`, elements, (text) => text.includes(words));

await ask("mobile_list_available_devices", {}, (text) =>
  JSON.parse(text).devices.some((one) => one.id === serial && one.name === facts.model && one.version === facts.release),
);
await ask("mobile_get_screen_size", {}, (text) => text.includes(`${facts.width}x${facts.height} pixels`));
await ask("mobile_list_apps", {}, (text) => facts.apps.every((name) => text.includes(name)));
await ask("mobile_launch_app", { packageName: "com.android.contacts" }, (text) => text.startsWith("Launched"));
await shows('text="Contacts"');
await touch("floating_action_button");
await shows('text="Create contact"');
await touch('text="First name"');
await ask("mobile_type_keys", { text: facts.typed, submit: false }, (text) => text.startsWith("Typed"));
await shows(`text="${facts.typed}"`);
await touch('label="Save"');
await shows(facts.typed);
await ask("mobile_press_button", { button: "BACK" }, (text) => text.includes("BACK"));
await ask("mobile_swipe_on_screen", { direction: "up" }, (text) => text.startsWith("Swiped up"));
await ask("mobile_press_button", { button: "HOME" }, (text) => text.includes("HOME"));
await shows("Search apps");
await ask("mobile_set_orientation", { orientation: "landscape" }, (text) => text.includes("landscape"));
await ask("mobile_get_orientation", {}, (text) => text.endsWith("landscape"));
await ask("mobile_set_orientation", { orientation: "portrait" }, (text) => text.includes("portrait"));
await check("mobile_take_screenshot", async () => (await call("mobile_take_screenshot")).content, (content) =>
  content.some((part) => part.type === "image" && part.data.length > 1000),
);
await ask("mobile_save_screenshot", { saveTo: join(process.cwd(), "screen.png") }, () => statSync("screen.png").size > 1000);
await ask("mobile_open_url", { url: facts.url }, (text) => text.startsWith("Opened"));
await shows(facts.page);
await ask("mobile_long_press_on_screen_at_coordinates", { x: 500, y: 900 }, (text) => text.startsWith("Long pressed"));
await ask("mobile_terminate_app", { packageName: "com.android.browser" }, (text) => text.startsWith("Terminated"));
await client.close();
print();
