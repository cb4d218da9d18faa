import Mustache

/// A report as a single, self-contained HTML page, for light and dark screens and for print.
///
/// The page loads nothing from other hosts and runs no script; its content security policy forbids both. All texts are
/// escaped when the page is rendered.
package struct ReportPage: Sendable {
    /// The line above the heading, which names the kind of report.
    package var kicker: String
    /// The heading: the subject of the report.
    package var heading: String
    /// The line below the heading.
    package var subtitle: String?
    /// The parts of the page, from top to bottom.
    package var sections: [Section]

    /// Creates a page.
    package init(kicker: String, heading: String, subtitle: String? = nil, sections: [Section] = []) {
        self.kicker = kicker
        self.heading = heading
        self.subtitle = subtitle
        self.sections = sections
    }

    /// Renders the page as HTML.
    ///
    /// - Throws: The template engine's error if the template is malformed.
    package func html() throws -> String {
        let template = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        return template.render(Document(self, css: String(decoding: PackageResources.page_css, as: UTF8.self)))
    }

    /// A heading and the blocks below it.
    package struct Section: Sendable {
        let heading: String?
        let blocks: [Block]

        /// Creates a section. Blocks that are `nil` are omitted.
        package init(_ heading: String? = nil, _ blocks: [Block?]) {
            self.heading = heading
            self.blocks = blocks.compactMap(\.self)
        }
    }

    /// One element of a section: a paragraph, a table or a row of figures.
    ///
    /// Exactly one member is set, and the template renders that one.
    package struct Block: Sendable {
        var paragraph: Paragraph?
        var tiles: Tiles?
        var facts: Facts?
        var table: Table?
        var figures: Figures?

        /// Returns a paragraph of plain text.
        package static func text(_ text: String, isQuiet: Bool = false) -> Block {
            .runs([Run(text)], isQuiet: isQuiet)
        }

        /// Returns a paragraph with highlighted words.
        package static func runs(_ runs: [Run], isQuiet: Bool = false) -> Block {
            Block(paragraph: Paragraph(runs: runs, isQuiet: isQuiet))
        }

        /// Returns a block of named values in large letters.
        package static func tiles(_ pairs: [(String, String)]) -> Block {
            Block(tiles: Tiles(tiles: pairs.map { Pair(name: $0.0, value: $0.1) }))
        }

        /// Returns a block of named values, one per line.
        package static func facts(_ pairs: [(String, String)]) -> Block {
            Block(facts: Facts(rows: pairs.map { Pair(name: $0.0, value: $0.1) }))
        }

        /// Returns a table. The first column is left-aligned, the others are right-aligned.
        package static func table(_ heading: [String], _ rows: [Row]) -> Block {
            Block(table: Table(heading: heading, rows: rows))
        }

        /// Returns a block with one figure over the whole width.
        package static func figure(_ figure: Figure) -> Block {
            Block(figures: Figures(style: "whole", figures: [figure]))
        }

        /// Returns a block with figures side by side, or `nil` if there are none.
        package static func figures(_ figures: [Figure]) -> Block? {
            figures.isEmpty ? nil : Block(figures: Figures(style: "grid", figures: figures))
        }
    }

    /// A part of a paragraph. If it has a style, it is bold with the style's underline.
    package struct Run: Sendable {
        let text: String
        let style: String?

        /// Creates a run of words. `style` is a class of the style sheet, such as `missed`.
        package init(_ text: String, style: String? = nil) {
            self.text = text
            self.style = style
        }
    }

    /// A row of a table. `style` contains classes of the style sheet, such as `strong`.
    package struct Row: Sendable {
        let style: String
        let cells: [String]

        /// Creates a row with one cell per column.
        package init(_ cells: [String], style: String = "") {
            self.cells = cells
            self.style = style
        }
    }

    /// A drawing and its caption.
    package struct Figure: Sendable {
        let svg: String
        let caption: String

        /// Creates a figure. The drawing is inserted unchanged, so its texts must already be escaped.
        package init(_ svg: SVG, caption: String) {
            self.svg = svg.markup
            self.caption = caption
        }
    }

    struct Paragraph: Sendable {
        let runs: [Run]
        let isQuiet: Bool
    }

    struct Pair: Sendable {
        let name: String
        let value: String
    }

    struct Tiles: Sendable {
        let tiles: [Pair]
    }

    struct Facts: Sendable {
        let rows: [Pair]
    }

    struct Table: Sendable {
        let heading: [String]
        let rows: [Row]
    }

    struct Figures: Sendable {
        let style: String
        let figures: [Figure]
    }
}

/// The data of the template.
///
/// The names differ from those of the parts, because the template looks here for names that a part does not set.
private struct Document {
    let pageTitle: String
    let pageKicker: String
    let pageHeading: String
    let pageSubtitle: String?
    let css: String
    let sections: [ReportPage.Section]

    init(_ page: ReportPage, css: String) {
        pageTitle = "\(page.kicker): \(page.heading)"
        (pageKicker, pageHeading, pageSubtitle) = (page.kicker, page.heading, page.subtitle)
        self.css = css
        sections = page.sections
    }
}
