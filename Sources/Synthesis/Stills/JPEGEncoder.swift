import Media

/// Writes a picture as a baseline JPEG (ITU-T T.81 with a JFIF header), the same bytes on every machine.
enum JPEGEncoder {
    /// What a JFIF file's samples mean: BT.601, full range. Pictures must have it; samples are stored as they are.
    static let colour = ColourDescription(matrix: .bt601, range: .full)

    /// `quality` from 1 to 100.
    static func encode(_ picture: PictureBuffer, quality: Int) -> [UInt8] {
        let quality = max(1, min(100, quality))
        let tables = [JPEGTables.luma, JPEGTables.chroma].map { JPEGTables.scaled($0, quality: quality) }
        let (columns, rows) = ((picture.width + 15) / 16, (picture.height + 15) / 16)
        let luma = JPEGBlocks(
            plane: picture.y, width: picture.width, height: picture.height, columns: columns * 2, rows: rows * 2,
            table: tables[0])
        let chroma = [picture.u, picture.v].map {
            JPEGBlocks(
                plane: $0, width: picture.chromaWidth, height: picture.chromaHeight, columns: columns, rows: rows,
                table: tables[1])
        }
        var count = JPEGScan()
        count.run(luma: luma, chroma: chroma)
        let dc = count.frequencies.dc.map { HuffmanCode(frequencies: $0) }
        let ac = count.frequencies.ac.map { HuffmanCode(frequencies: $0) }
        var scan = JPEGScan(dc: dc, ac: ac)
        scan.run(luma: luma, chroma: chroma)
        return header(picture, tables: tables, dc: dc, ac: ac) + scan.bytes + [0xFF, 0xD9]
    }

    private static func header(
        _ picture: PictureBuffer, tables: [[Int]], dc: [HuffmanCode], ac: [HuffmanCode]
    ) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8]
        func segment(_ marker: UInt8, _ content: [UInt8]) {
            bytes += [0xFF, marker] + word(content.count + 2) + content
        }
        segment(0xE0, Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0])
        for (index, table) in tables.enumerated() {
            segment(0xDB, [UInt8(index)] + JPEGTables.zigzag.map { UInt8(table[$0]) })
        }
        // Eight bits, three components; luma has twice the samples each way.
        segment(
            0xC0,
            [8] + word(picture.height) + word(picture.width) + [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
        for index in 0...1 {
            segment(0xC4, [UInt8(index)] + dc[index].counts + dc[index].symbols)
            segment(0xC4, [0x10 | UInt8(index)] + ac[index].counts + ac[index].symbols)
        }
        segment(0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0])
        return bytes
    }

    private static func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
}
