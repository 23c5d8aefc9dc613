# To be sourced by a script that runs tests: $beside holds them back, for `swift test`.
#
# Hundreds of tests that all begin at once let one another starve until time limits end them. Where
# the toolchain can hold them back, twelve are enough to keep the machine busy while some wait.
beside=()
if [[ $(swift test --help-hidden) == *experimental-maximum-parallelization-width* ]]; then
    beside=(--experimental-maximum-parallelization-width 12)
fi
