"""Goals with judges: the runtime tried on a phone, judged by what the phone itself says over ADB."""
