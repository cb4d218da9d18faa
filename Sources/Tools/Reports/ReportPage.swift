import Mustache

/// A report as one HTML page that needs no other file, for light and dark screens and for paper.
///
/// The page asks no host for anything and runs no script: its content security policy forbids both. Every text is escaped
/// when the page is rendered.
package struct ReportPage: Sendable {
    /// The line above the heading, which says what kind of report this is.
    package var kicker: String
    /// What was measured.
    package var heading: String
    /// One line below the heading.
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
    /// - Throws: the parser's error if the template is malformed.
    package func html() throws -> String {
        let template = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        return template.render(Document(self, css: String(decoding: PackageResources.page_css, as: UTF8.self)))
    }

    /// A heading with what stands below it.
    package struct Section: Sendable {
        let heading: String?
        let blocks: [Block]

        /// Creates a section; nil stands for a block that this report doesn't have.
        package init(_ heading: String? = nil, _ blocks: [Block?]) {
            self.heading = heading
            self.blocks = blocks.compactMap(\.self)
        }
    }

    /// One element of a section: a paragraph, a table or a row of figures.
    ///
    /// The template looks for the one member that is there.
    package struct Block: Sendable {
        var paragraph: Paragraph?
        var tiles: Tiles?
        var facts: Facts?
        var table: Table?
        var figures: Figures?

        /// A paragraph of plain text.
        package static func text(_ text: String, isQuiet: Bool = false) -> Block {
            .runs([Run(text)], isQuiet: isQuiet)
        }

        /// A paragraph with marked words.
        package static func runs(_ runs: [Run], isQuiet: Bool = false) -> Block {
            Block(paragraph: Paragraph(runs: runs, isQuiet: isQuiet))
        }

        /// Named values in large letters.
        package static func tiles(_ pairs: [(String, String)]) -> Block {
            Block(tiles: Tiles(tiles: pairs.map { Pair(name: $0.0, value: $0.1) }))
        }

        /// Named values, one a line.
        package static func facts(_ pairs: [(String, String)]) -> Block {
            Block(facts: Facts(rows: pairs.map { Pair(name: $0.0, value: $0.1) }))
        }

        /// A table whose first column stands left and whose other columns stand right.
        package static func table(_ heading: [String], _ rows: [Row]) -> Block {
            Block(table: Table(heading: heading, rows: rows))
        }

        /// One figure over the whole width.
        package static func figure(_ figure: Figure) -> Block {
            Block(figures: Figures(style: "whole", figures: [figure]))
        }

        /// Figures side by side; nil without any.
        package static func figures(_ figures: [Figure]) -> Block? {
            figures.isEmpty ? nil : Block(figures: Figures(style: "grid", figures: figures))
        }
    }

    /// Some words of a paragraph, in bold with the style's line below them if there is one.
    package struct Run: Sendable {
        let text: String
        let style: String?

        /// Creates a run of words; `style` names a class of the style sheet, such as `missed`.
        package init(_ text: String, style: String? = nil) {
            self.text = text
            self.style = style
        }
    }

    /// A row of a table; `style` names classes of the style sheet, such as `strong`.
    package struct Row: Sendable {
        let style: String
        let cells: [String]

        /// Creates a row with one cell for each column.
        package init(_ cells: [String], style: String = "") {
            self.cells = cells
            self.style = style
        }
    }

    /// A drawing and what it shows.
    package struct Figure: Sendable {
        let svg: String
        let caption: String

        /// Creates a figure; the drawing goes into the page as it is, so its texts have to be escaped.
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

/// What the template sees.
///
/// The names differ from those of the parts: a name that a part leaves out is looked for here.
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
