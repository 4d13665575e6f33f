#!/bin/sh
# What `make run` does: opens the sample project, or without a screen does the main job on it and names the results.
set -eu
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    exec .venv/bin/annotator --sample
fi

printf '%s\n' "No screen here: doing the main job on the sample project instead of opening the window."
exec env QT_QPA_PLATFORM=offscreen .venv/bin/annotator demo out
