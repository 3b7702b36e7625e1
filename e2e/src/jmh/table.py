"""Prints the results of JMH, as JSON, as a table: table.py RESULTS. Of single calls (mode sample) it has the median."""

import json
import sys


def rows(results):
    for result in results:
        name = ".".join(result["benchmark"].split(".")[-2:])
        params = ", ".join(result.get("params", {}).values())
        score = result["primaryMetric"]
        allocated = result["secondaryMetrics"].get("gc.alloc.rate.norm", result["secondaryMetrics"].get("·gc.alloc.rate.norm"))
        median = score.get("scorePercentiles", {}).get("50.0") if result["mode"] == "sample" else None
        yield name, params, median or score["score"], score["scoreError"], allocated["score"] / 1024


def shown(milliseconds):
    return f"{milliseconds:.1f}" if milliseconds >= 1 else f"{milliseconds:.3f}"


with open(sys.argv[1]) as content:
    print("| kernel | of | ms | ± | KB on the heap |\n|---|---|---|---|---|")
    for name, params, score, error, allocated in rows(json.load(content)):
        print(f"| {name} | {params or '–'} | {shown(score)} | {shown(float(error))} | {allocated:,.0f} |")
