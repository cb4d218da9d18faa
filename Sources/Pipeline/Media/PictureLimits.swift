/// The limits of picture sizes: large enough for 8K, but small enough that a malicious header can't exhaust memory.
enum PictureLimits {
    static let smallestSide = 16
    static let largestSide = 8192
    static let mostPixels = largestSide * largestSide

    /// Throws `pictureTooLarge` or `pictureTooSmall` if a video's picture is outside the limits.
    static func check(width: Int, height: Int) throws {
        try checkMemory(width: width, height: height)
        guard width >= smallestSide, height >= smallestSide else {
            throw MediaError(
                .pictureTooSmall,
                "The picture is \(width)x\(height) pixels; at least \(smallestSide)x\(smallestSide) are needed.")
        }
    }

    /// Throws `pictureTooLarge` if a picture exceeds the limit.
    static func checkMemory(width: Int, height: Int) throws {
        guard width <= largestSide, height <= largestSide else {
            throw MediaError(
                .pictureTooLarge,
                "The picture is \(width)x\(height) pixels; at most \(largestSide)x\(largestSide) are supported."
            )
        }
    }
}
