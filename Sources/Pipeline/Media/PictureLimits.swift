/// The sizes of picture that are read: large enough for 8K, small enough that a hostile header can't exhaust memory.
enum PictureLimits {
    static let smallestSide = 16
    static let largestSide = 8192
    static let mostPixels = largestSide * largestSide

    /// Throws `pictureTooLarge` or `pictureTooSmall` for a video picture.
    static func check(width: Int, height: Int) throws {
        try checkMemory(width: width, height: height)
        guard width >= smallestSide, height >= smallestSide else {
            throw MediaError(
                .pictureTooSmall,
                "The picture is \(width)x\(height) pixels; at least \(smallestSide)x\(smallestSide) are needed.")
        }
    }

    /// Throws `pictureTooLarge`.
    static func checkMemory(width: Int, height: Int) throws {
        guard width <= largestSide, height <= largestSide else {
            throw MediaError(
                .pictureTooLarge,
                "The picture is \(width)x\(height) pixels; at most \(largestSide)x\(largestSide) are read: scale it down."
            )
        }
    }
}
