import Media

/// Writes pictures of one size into a network's input: letterbox, scale and colour in one pass over the planes.
struct InputTransform: Hashable, Sendable {
    let layout: InputLayout
    let letterbox: Letterbox
    /// What the input tensor is made of; floats get what bytes get, divided as the layout says.
    let element: TensorElement
    let colour: ColourDescription

    let scaling: Scaling

    /// What becomes of the planes.
    enum Scaling: Hashable, Sendable {
        /// Each plane by itself; the conversion is nil where the samples are of the layout's colours already.
        case planes(luma: PlaneScaler, chroma: PlaneScaler, ColourConversion?)
        /// As red, green and blue, in full resolution first.
        case colours(ColourScaler.Method, ColourConversion)
    }

    init(
        layout: InputLayout, element: TensorElement, modelWidth: Int, modelHeight: Int, sourceWidth: Int,
        sourceHeight: Int, colour: ColourDescription
    ) {
        self.layout = layout
        self.element = element
        self.colour = colour
        letterbox = Letterbox(
            sourceWidth: sourceWidth, sourceHeight: sourceHeight, modelWidth: modelWidth, modelHeight: modelHeight,
            placement: layout.placement, alignment: layout.alignment)
        let content = (width: letterbox.contentWidth, height: letterbox.contentHeight)
        let scale = (x: letterbox.scaleX, y: letterbox.scaleY)
        let source = (width: sourceWidth, height: sourceHeight)
        guard layout == .yuv420SpaceToDepth else {
            scaling = .colours(
                ColourScaler.Method(source: source, result: content, scale: scale),
                ColourConversion.toRGB(from: colour))
            return
        }
        let chroma = (width: (sourceWidth + 1) / 2, height: (sourceHeight + 1) / 2)
        scaling = .planes(
            luma: PlaneScaler(source: source, result: content, scale: scale),
            chroma: PlaneScaler(source: chroma, result: (content.width / 2, content.height / 2), scale: scale),
            ColourConversion.toLimited709(from: colour))
    }

    /// Whether a picture is of the size and colours that this transform was made for.
    func fits(_ picture: any Picture) -> Bool {
        picture.width == letterbox.sourceWidth && picture.height == letterbox.sourceHeight && picture.colour == colour
    }

    /// Bytes that one picture takes in the input tensor; 0 where the tensor's type can't be written.
    var byteCount: Int {
        if layout == .yuv420SpaceToDepth, element != .uint8 { return 0 }
        return valueCount * element.size
    }

    /// Values that one picture takes in the input tensor.
    var valueCount: Int {
        layout.shape(batch: 1, width: letterbox.modelWidth, height: letterbox.modelHeight).reduce(1, *)
    }
}
