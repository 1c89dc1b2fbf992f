#!/usr/bin/env bash
# Builds what the benchmarks need and runs them: all rows, or those whose key a regex is found in.
# Prints a table and writes it to melme-benchmarks/target/table.tsv. Ends non-zero when a row fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ $# -gt 1 ]; then
  echo "Usage: melme-benchmarks/run.sh [regex over keys]" >&2
  exit 2
fi

./mvnw -q -pl melme-benchmarks -am -Dmaven.test.skip=true package
target=melme-benchmarks/target
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$target/benchmarks.jar" dev.melme.benchmarks.Benchmarks "$target" "$@"
