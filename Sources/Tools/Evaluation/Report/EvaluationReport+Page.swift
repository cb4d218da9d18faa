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
        :root { color-scheme: light dark; --ink: #222; --paper: #fff; --rule: #ddd; --quiet: #555; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e4e4; --paper: #17191c; --rule: #3a3d42; --quiet: #a4a8ae; }
        }
        body { font: 15px/1.4 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2em auto;
          max-width: 1100px; padding: 0 1em; }
        table { border-collapse: collapse; margin: 1em 0; font-variant-numeric: tabular-nums; }
        th, td { padding: .25em .8em; text-align: right; border-bottom: 1px solid var(--rule); }
        th:first-child, td:first-child { text-align: left; }
        figure { display: inline-block; margin: 1em 1em 1em 0; width: min(520px, 100%); vertical-align: top; }
        svg { width: 100%; height: auto; display: block; }
        svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
        figcaption { color: var(--quiet); font-size: 13px; margin-top: .4em; }
        .grid { stroke: var(--rule); stroke-width: 1; }
        .frame { fill: none; stroke: var(--rule); }
        image ~ g text { fill: #fff; stroke: #000; stroke-width: .25em; stroke-opacity: .6; paint-order: stroke; }
        rect.missed, circle.missed { fill: none; stroke: #35b6ff; stroke-width: 1.5px;
          vector-effect: non-scaling-stroke; }
        rect.wrong { fill: none; stroke: #ff5a36; stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
        circle.found { fill: #ffd400; }
        .apart { stroke: #ffd400; stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
        b { border-bottom: 3px solid; }
        b.missed { border-color: #35b6ff; }
        b.wrong { border-color: #ff5a36; }
        b.found { border-color: #ffd400; }
        </style>
        </head>
        <body>
        \(body)</body>
        </html>

        """
    }
}
