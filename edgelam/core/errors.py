"""Every error a person can meet, in one tree; `Misstep`, which only the model hears, stands apart.

EdgelamError                    5  internal
  UsageError                    2  the command cannot mean anything
    GoalError                   2  empty, too long or not understood
    PlanInvalid                 2  a plan that must not reach the phone
    InputFileError              2  a file given by the person cannot be read or is not what it should be
  ConfigError                   2  something on this machine must change first
    PortInUse                   2
    StorageError                2  a folder cannot be written, or the disk is full
    MissingExtra                2  an optional package is not installed
    NetworkError                2  a server of models cannot be reached, or does not answer as one
    ModelError                  2
      ModelMissing              2
      LicenceNotAccepted        2  the person has to read it first
      ModelCorrupt              2
      ModelRole                 2
      ModelCrashed              2  the process that held it died
  DeviceError                   3
    NoDevice                    3
    ManyDevices                 3
    DeviceUnauthorized          3
    DeviceOffline               3
    DeviceLost                  3
    DeviceTimeout               3
    ObserveFailed               3  the screen could not be read
      ScreenOff                 3  it is dark
    HierarchyError              3  what the phone sent is not a screen
    CommandFailed               3  the phone refused an act
      Unclear                   3  it may have been done
    Unsupported                 3  this driver cannot do that
  Refused                       4  by the policy or by the person
"""

from __future__ import annotations


class EdgelamError(Exception):
    """The root. `hint` says what to do next; `exit_code` is what the command line ends with."""

    hint: str = "This is a fault in edgelam: please report it with the trace."
    exit_code: int = 5

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class UsageError(EdgelamError):
    """The command cannot mean anything."""

    hint = "See `edgelam --help`."
    exit_code = 2


class GoalError(UsageError):
    """The goal is empty, too long, or nothing in it was understood."""

    hint = 'Say in a sentence or two what should be done, e.g. edgelam run "Turn on Wi-Fi".'


class PlanInvalid(UsageError):
    """The plan is empty, cyclic, too long, or names what does not exist; nothing was done on the phone."""

    hint = "Look at the plan with `edgelam plan GOAL`, or say the goal in simpler words."


class InputFileError(UsageError):
    """A file given by the person cannot be read or does not hold what it should."""

    hint = "Check the path and the format of the file."


class ConfigError(EdgelamError):
    """Something on this machine has to change first."""

    hint = "Run `edgelam doctor` to see what is missing."
    exit_code = 2


class PortInUse(ConfigError):
    """Another process listens on the port."""

    hint = "Choose another one with --port, or --port 0 for any free one."


class StorageError(ConfigError):
    """A folder cannot be written or the disk is full."""

    hint = "Set EDGELAM_HOME to a folder that can be written, or free some space."


class MissingExtra(ConfigError):
    """An optional package is not installed."""


class NetworkError(ConfigError):
    """A server of models cannot be reached, or does not answer as one."""

    hint = "Check the network, HF_ENDPOINT and the proxy, then try again; what has come is kept."


class ModelError(ConfigError):
    """A model cannot be used."""

    hint = "List the models with `edgelam models list`, check them with `edgelam models verify`."


class ModelMissing(ModelError):
    """There is no model of that name or at that path."""


class LicenceNotAccepted(ModelError):
    """The model's licence forbids something, is unknown, or must be accepted at its source first."""

    hint = "Read the licence; then say --accept-licence."


class ModelCorrupt(ModelError):
    """The file is truncated, changed, or not a model; it was not opened by a native parser."""


class ModelRole(ModelError):
    """The model was made for another role."""


class ModelCrashed(ModelError):
    """The process that held the model died; the next question starts another one. Says how it ended."""

    hint = "Take a smaller model or quantisation where memory is short; else report what it said last."

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(f"the model's process ended: {message}", hint=hint)


class DeviceError(EdgelamError):
    """The phone, or the way to it, failed."""

    hint = "Run `edgelam doctor`."
    exit_code = 3


class NoDevice(DeviceError):
    """No phone is connected."""

    hint = "Connect one with USB debugging on, or use --device virtual; see `edgelam devices`."


class ManyDevices(DeviceError):
    """More than one phone is connected and none was named."""

    hint = "Name one with --device SERIAL; `edgelam devices` lists them."


class DeviceUnauthorized(DeviceError):
    """The phone has not accepted this computer's key."""

    hint = "Unlock the phone and accept the USB debugging question."


class DeviceOffline(DeviceError):
    """The phone is known but does not answer."""

    hint = "Reconnect the cable, or `adb disconnect` and `adb connect` again."


class DeviceLost(DeviceError):
    """The phone vanished in the middle."""

    hint = "Reconnect the phone and start the run again; the trace shows how far it came."


class DeviceTimeout(DeviceError):
    """The phone did not answer within the deadline."""

    hint = "Unlock the phone and try again; `edgelam doctor` checks the connection."


class ObserveFailed(DeviceError):
    """The screen could not be read."""

    hint = "Unlock the phone and close any secure or crashed window, then try again."


class ScreenOff(ObserveFailed):
    """The screen is dark: there is nothing to read until it is woken."""

    hint = "Wake the phone, and unlock it when it asks for a secret."


class HierarchyError(ObserveFailed):
    """What was given as a screen is not a uiautomator hierarchy, or is too big."""

    hint = "Expected the XML of `uiautomator dump`."


class CommandFailed(DeviceError):
    """The phone refused an act or reported that it did not happen."""


class Unclear(CommandFailed):
    """No answer, or none that makes sense: the act may have been done. Look again."""


class Unsupported(DeviceError):
    """This driver has no way to do that."""

    hint = "Use the default driver (u2)."


class Refused(EdgelamError):
    """The policy or the person said no; nothing was done after that."""

    hint = "Name the act in the goal, or allow it when asked."
    exit_code = 4


class Misstep(Exception):  # noqa: N818 - it is feedback, not a failure
    """An action that cannot be done on this screen. The text is written for the model."""
