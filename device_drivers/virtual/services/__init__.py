"""System services: packages, tasks, notifications, alarms."""
