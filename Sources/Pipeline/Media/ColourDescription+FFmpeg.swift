import CFFmpeg

extension ColourDescription {
    /// Reads the colours from a frame's tags.
    ///
    /// If there are none, the matrix depends on the size, as in most players: BT.709 from 720 lines or 1280 columns.
    init(of frame: FrameHandle) {
        let picture = frame.pointer.pointee
        let lines = min(picture.width, picture.height)
        let bySize: ColourMatrix = lines >= 720 || max(picture.width, picture.height) >= 1280 ? .bt709 : .bt601
        let matrix: ColourMatrix =
            switch picture.colorspace {
            case AVCOL_SPC_BT709, AVCOL_SPC_SMPTE240M: .bt709
            case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M, AVCOL_SPC_FCC: .bt601
            case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: .bt2020
            default: bySize
            }
        let format = SampleFormat(frame.format)
        let isFull = picture.color_range == AVCOL_RANGE_JPEG || format.isFullRangeByName
        // RGB gets no range of its own here. It becomes limited-range YUV, like any clip.
        self.init(matrix: matrix, range: isFull && !format.isRGB ? .full : .limited)
    }

    /// The coefficients for swscale.
    var scalerCoefficients: UnsafePointer<Int32>? {
        switch matrix {
        case .bt601: UnsafePointer(sws_getCoefficients(SWS_CS_ITU601))
        case .bt709: UnsafePointer(sws_getCoefficients(SWS_CS_ITU709))
        case .bt2020: UnsafePointer(sws_getCoefficients(SWS_CS_BT2020))
        }
    }

    var ffmpegRange: AVColorRange { range == .full ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG }

    var ffmpegMatrix: AVColorSpace {
        switch matrix {
        case .bt601: AVCOL_SPC_SMPTE170M
        case .bt709: AVCOL_SPC_BT709
        case .bt2020: AVCOL_SPC_BT2020_NCL
        }
    }

    var ffmpegPrimaries: AVColorPrimaries {
        switch matrix {
        case .bt601: AVCOL_PRI_SMPTE170M
        case .bt709: AVCOL_PRI_BT709
        case .bt2020: AVCOL_PRI_BT2020
        }
    }

    var ffmpegTransfer: AVColorTransferCharacteristic {
        switch matrix {
        case .bt601: AVCOL_TRC_SMPTE170M
        case .bt709: AVCOL_TRC_BT709
        case .bt2020: AVCOL_TRC_BT2020_10
        }
    }
}
