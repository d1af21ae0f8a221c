// appium-adb: what Appium asks a phone and does to it before and during a session.
import { ADB } from "appium-adb";
import { check, facts, print, serial } from "./rows.mjs";

const port = Number(facts.adbPort);
const adb = new ADB({ adbPort: port, udid: serial, curDeviceId: serial, suppressKillServer: true });
adb.executable = { path: facts.adb, defaultArgs: ["-P", String(port), "-s", serial] };
const SETTINGS = "com.android.settings";
const CLOCK = "com.android.deskclock";
const CAMERA = "com.android.camera2";

const is = (wanted) => (answer) => JSON.stringify(answer) === JSON.stringify(wanted);
const has = (wanted) => (answer) => answer.includes(wanted);
const done = () => true;
const ask = (name, args, holds) =>
  check(`${name}(${args.map((one) => JSON.stringify(one)).join(", ")})`, () => adb[name](...args), holds);

await ask("getConnectedDevices", [], (found) => found.some((one) => one.udid === serial && one.state === "device"));
await ask("getApiLevel", [], is(facts.sdk));
await ask("getPlatformVersion", [], is(facts.release));
await ask("getModel", [], is(facts.model));
await ask("getManufacturer", [], is(facts.manufacturer));
await ask("getScreenSize", [], is(`${facts.width}x${facts.height}`));
await ask("getScreenDensity", [], is(facts.density));
await ask("getTimeZone", [], is(facts.timezone));
await ask("getDeviceLocale", [], is(facts.locale));
await ask("ensureCurrentLocale", facts.locale.split("-"), is(true));
await ask("listFeatures", [], has("shell_v2"));
await ask("isStreamedInstallSupported", [], is(true));
await ask("ping", [], is(true));
await ask("isRoot", [], is(false));

await ask("isAppInstalled", [CLOCK], is(true));
await ask("isAppInstalled", ["no.such.app"], is(false));
await ask("listInstalledPackages", [], (found) => found.some((one) => one.appPackage === CLOCK && one.versionCode));
await ask("getPackageInfo", [CLOCK], (found) => found.isInstalled && found.versionName === facts.clockVersion);
await ask("resolveLaunchableActivity", [CLOCK], is(`${CLOCK}/.DeskClock`));
await ask("startApp", [{ pkg: CLOCK, activity: ".DeskClock", waitDuration: 5000 }], has("Status: ok"));
await ask("getFocusedPackageAndActivity", [], is({ appPackage: CLOCK, appActivity: ".DeskClock" }));
await ask("waitForActivity", [CLOCK, ".DeskClock", 3000], done);
await ask("isAppRunning", [CLOCK], is(true));
await ask("listAppProcessIds", [CLOCK], (found) => found.length === 1);
await ask("processExists", [CLOCK], is(true));
await ask("getProcessNameById", [1], is("init"));
await ask("activateApp", [SETTINGS], done);
await ask("getFocusedPackageAndActivity", [], is({ appPackage: SETTINGS, appActivity: ".Settings" }));
await ask("revokePermission", [CAMERA, "android.permission.CAMERA"], done);
await ask("getDeniedPermissions", [CAMERA], has("android.permission.CAMERA"));
await ask("grantPermission", [CAMERA, "android.permission.CAMERA"], done);
await ask("getGrantedPermissions", [CAMERA], has("android.permission.CAMERA"));
await ask("getReqPermissions", [CAMERA], has("android.permission.CAMERA"));
await ask("forceStop", [CLOCK], done);
await ask("isAppRunning", [CLOCK], is(false));
await ask("startUri", [facts.url, null], done);
await ask("getFocusedPackageAndActivity", [], (found) => found.appPackage === "com.android.browser");
await ask("clear", ["com.android.notes"], has("Success"));

await ask("availableIMEs", [], has("com.android.inputmethod.latin/.LatinIME"));
await ask("enabledIMEs", [], has("com.android.inputmethod.latin/.LatinIME"));
await ask("defaultIME", [], is("com.android.inputmethod.latin/.LatinIME"));
await ask("goToHome", [], done);
await ask("isSoftKeyboardPresent", [], is({ isKeyboardShown: false, canCloseKeyboard: false }));
await ask("startApp", [{ action: "android.intent.action.INSERT", pkg: "com.android.contacts", activity: "com.android.contacts.activities.ContactEditorActivity", stopApp: false }], has("Status: ok"));

await ask("setSetting", ["system", "screen_brightness", 99], done);
await ask("getSetting", ["system", "screen_brightness"], is("99"));
for (const on of [true, false]) {
  await ask("setAirplaneMode", [on], done);
  await ask("isAirplaneModeOn", [], is(on));
}
for (const on of [false, true]) {
  await ask("setWifiState", [on], done);
  await ask("isWifiOn", [], is(on));
  await ask("setDataState", [on], done);
  await ask("isDataOn", [], is(on));
  await ask("setBluetoothOn", [on], done);
  await ask("setAnimationScale", [Number(on)], done);
  await ask("getSetting", ["global", "animator_duration_scale"], is(String(Number(on))));
}
await ask("toggleGPSLocationProvider", [true], done);
await ask("getLocationProviders", [], has("gps"));
await ask("getScreenOrientation", [], is(0));
await ask("addToDeviceIdleWhitelist", [CLOCK], is(true));
await ask("getDeviceIdleWhitelist", [], (found) => found.some((one) => one.startsWith(`user,${CLOCK},`)));
await ask("setHttpProxy", ["127.0.0.1", 8080], done);
await ask("getSetting", ["global", "http_proxy"], is("127.0.0.1:8080"));
await ask("deleteHttpProxy", [], done);

await ask("isLockManagementSupported", [], is(true));
await ask("lock", [], done);
await ask("isScreenLocked", [], is(true));
await ask("cycleWakeUp", [], done);
await ask("dismissKeyguard", [], done);
await ask("isScreenLocked", [], is(false));

await ask("mkdir", ["/sdcard/appium"], done);
await ask("fileExists", ["/sdcard/appium"], is(true));
await ask("ls", ["/sdcard"], has("appium"));
await ask("rimraf", ["/sdcard/appium"], done);
await ask("fileExists", ["/sdcard/appium"], is(false));
await ask("listProcessStatus", [], has("adbd"));
await ask("inputText", ["hello"], done);
await ask("keyevent", [4], done);
await ask("back", [], done);
await ask("dumpWindows", [], has("mCurrentFocus"));
await ask("takeScreenshot", [], (bytes) => bytes.length > 1000);
await ask("forwardPort", [facts.freePort, 9008], done);
await ask("getForwardList", [], (found) => found.some((one) => one.includes(`tcp:${facts.freePort} tcp:9008`)));
await ask("removePortForward", [facts.freePort], done);
print();
