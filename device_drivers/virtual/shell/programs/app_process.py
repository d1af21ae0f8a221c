"""app_process: starts a Java class; the one known here is uiautomator2's server."""

from __future__ import annotations

from device_drivers.virtual.device import KILLED
from device_drivers.virtual.rpc import PORT, UiServer
from device_drivers.virtual.shell.call import Call, Program

MAIN = "com.wetest.uia2.Main"
_REGISTERED = (
    "java.lang.IllegalStateException: UiAutomationService android.accessibilityservice."
    "IAccessibilityServiceClient$Stub$Proxy@{} already registered!"
)


async def app_process(call: Call) -> int:
    """Runs as long as the server does: until /stop, a kill or the end of the stream that started it."""
    names = [arg for arg in call.args if not arg.startswith("-")]
    name = names[1] if len(names) > 1 else ""
    class_path = call.shell.variables.get("CLASSPATH", "")
    if name != MAIN or not class_path.endswith(".jar") or not call.files.exists(class_path):
        call.complain(
            f"Error: Could not find or load main class {name}\njava.lang.ClassNotFoundException: {name}"
        )
        return 1
    port = call.value("-p") or str(PORT)
    if not port.isdigit() or not 0 < int(port) < 65536:
        call.complain(
            f'Exception in thread "main" java.lang.NumberFormatException: For input string: "{port}"'
        )
        return 1
    call.say("[server] INFO: [UiAutomator2Server] Starting Server")
    if call.device.automation:
        call.complain(_REGISTERED.format(f"{call.shell.pid:x}"))
        return 1
    device, number = call.device, int(port)
    server = UiServer(device, stop=lambda: device.stop_port(number))
    device.automation = MAIN
    try:
        call.say(f"[server] INFO: http server listening on *:{number}")
        status = await device.serve_port(number, server.serve)
    finally:
        device.automation = None
    if status == KILLED:
        call.complain("Killed")
    return status


PROGRAMS: dict[str, Program] = {"app_process": app_process, "app_process64": app_process}
