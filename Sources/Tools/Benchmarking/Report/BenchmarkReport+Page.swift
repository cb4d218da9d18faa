import Evaluation

extension BenchmarkReport {
    /// A whole page. The policy forbids what the page doesn't do: scripts, and requests to any host.
    static func page(title: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(HTMLText.escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    /// The colours of strides and stages are Okabe and Ito's, distinct without red against green, lighter on a dark page.
    private static let style = """
        :root { --ink: #1c2024; --muted: #60646c; --line: #e0e3e7; --page: #fcfcfd; --card: #f4f5f7; --accent: #0b6b3a;
          --c1: #0072b2; --c2: #e08a00; --c3: #009e73; --c4: #b5609a; --c5: #7a7f87; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #edeef0; --muted: #9ba1a9; --line: #33373d; --page: #131518; --card: #1d2024; --accent: #5fd394;
            --c1: #56b4e9; --c2: #f0a830; --c3: #2cc295; --c4: #d690bf; --c5: #989ea6; } }
        * { box-sizing: border-box; }
        body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink);
          background: var(--page); margin: 0 auto; max-width: 1080px; padding: 2.5rem 1.25rem 4rem; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: .1em 0 .3em; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin: 2.4rem 0 .8rem; }
        .kicker { color: var(--accent); font-weight: 600; margin: 0; }
        .muted, figcaption { color: var(--muted); font-size: 13px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: .8rem; margin: 0; }
        .tile { background: var(--card); border-radius: 10px; padding: .9rem 1rem; display: flex; flex-direction: column;
          justify-content: space-between; }
        .tile dt { color: var(--muted); font-size: 13px; }
        .tile dd { margin: .15rem 0 0; font-size: 1.6rem; font-weight: 650; font-variant-numeric: tabular-nums; }
        figure { margin: 0; }
        svg { width: 100%; height: auto; display: block; }
        svg text { font: 12px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: var(--ink); }
        svg .soft { fill: var(--muted); }
        svg .grid { stroke: var(--line); }
        svg .frontline { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-dasharray: 4 4; }
        svg .ring { fill: none; stroke: var(--accent); stroke-width: 2.5; }
        svg .strong { font-weight: 650; }
        .s1 { fill: var(--c1); } .s2 { fill: var(--c2); } .s3 { fill: var(--c3); } .s4 { fill: var(--c4); }
        .s5 { fill: var(--c5); }
        svg .mark { stroke: var(--ink); stroke-width: 2; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13.5px; }
        .wide table { width: 100%; }
        th, td { padding: .3em .6em; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
        thead th { color: var(--muted); font-weight: 500; white-space: normal; vertical-align: bottom; }
        tr.front td { font-weight: 650; }
        tr.best td { background: var(--card); }
        .facts th, .facts td { text-align: left; white-space: normal; vertical-align: top; }
        .facts th { color: var(--muted); font-weight: 500; padding-right: 2em; }
        @media print { body { padding: 0; } section { break-inside: avoid; } }
        """
}
