import CFFmpeg

/// A reader of the information in H.264 and HEVC packets that determines the presentation order. It doesn't decode
/// them.
final class PictureParser {
    private var parser: UnsafeMutablePointer<AVCodecParserContext>
    /// A context that is never opened. It only passes the stream's parameters to the parser.
    private var context: UnsafeMutablePointer<AVCodecContext>
    private let units: CodedUnits

    /// Returns `nil` if the codec or its packaging doesn't allow the analysis.
    init?(_ stream: UnsafeMutablePointer<AVStream>) {
        let parameters = stream.pointee.codecpar.pointee
        let configuration = UnsafeBufferPointer(
            start: parameters.extradata, count: max(0, Int(parameters.extradata_size)))
        guard let units = CodedUnits(codec: parameters.codec_id, configuration: configuration),
            let parser = av_parser_init(Int32(parameters.codec_id.rawValue))
        else { return nil }
        var context = avcodec_alloc_context3(nil)
        guard let made = context, avcodec_parameters_to_context(made, stream.pointee.codecpar) >= 0 else {
            avcodec_free_context(&context)
            av_parser_close(parser)
            return nil
        }
        parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
        self.units = units
        self.parser = parser
        self.context = made
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
        av_parser_close(parser)
    }

    /// Returns whether no other picture refers to the packet's picture, and the information about its place. Must
    /// receive every packet, in order.
    func read(_ packet: Packet) -> (isUnreferenced: Bool, picture: PresentationOrder.Picture) {
        let contents = units.contents(of: packet.bytes)
        // The parser leaves this value unchanged if it finds no picture.
        parser.pointee.output_picture_number = .min
        var output: UnsafeMutablePointer<UInt8>?
        var size: Int32 = 0
        _ = av_parser_parse2(
            parser, context, &output, &size, packet.pointer.pointee.data, packet.pointer.pointee.size,
            scorevision_nopts(), scorevision_nopts(), -1)
        let state = parser.pointee
        let isField =
            state.picture_structure == AV_PICTURE_STRUCTURE_TOP_FIELD
            || state.picture_structure == AV_PICTURE_STRUCTURE_BOTTOM_FIELD
        let hasOrder = contents.isWhole && !isField && state.output_picture_number != .min
        let picture = PresentationOrder.Picture(
            presentationTime: packet.presentationTime, decodingTime: packet.decodingTime,
            orderCount: hasOrder ? Int(state.output_picture_number) : nil, isRestart: contents.isRestart,
            isBreak: contents.isBreak, isKeyFrame: packet.isKeyFrame,
            width: Int(state.coded_width), height: Int(state.coded_height))
        return (contents.isUnreferenced, picture)
    }
}
