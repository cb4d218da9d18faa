extension EvaluationReport {
    /// A whole page. The policy forbids what the page doesn't do: scripts, and requests to any host.
    static func page(title: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        body { font: 15px/1.4 system-ui, sans-serif; color: #222; margin: 2em auto; max-width: 1100px; padding: 0 1em; }
        table { border-collapse: collapse; margin: 1em 0; font-variant-numeric: tabular-nums; }
        th, td { padding: .25em .8em; text-align: right; border-bottom: 1px solid #ddd; }
        th:first-child, td:first-child { text-align: left; }
        figure { display: inline-block; margin: 1em 1em 1em 0; width: min(520px, 100%); vertical-align: top; }
        figure img, svg { width: 100%; height: auto; display: block; }
        svg text { font: 12px system-ui, sans-serif; }
        figcaption { color: #555; font-size: 13px; margin-top: .4em; }
        .grid { stroke: #ddd; stroke-width: 1; }
        .frame { fill: #fff; stroke: #bbb; }
        </style>
        </head>
        <body>
        \(body)</body>
        </html>

        """
    }
}
