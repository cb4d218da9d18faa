public import Geometry
public import Observations

/// The camera of one shot, in every frame of it.
///
/// A broadcast camera stands still. Its place and its lens come from many frames together; then a frame needs three numbers,
/// for which two vertices are enough. Frames without any follow the motion of the picture.
public struct ShotCamera: Sendable {
    /// One analysed frame of the shot.
    public struct Frame: Sendable {
        public var index: Int
        /// The keypoints as the model found them.
        public var keypoints: [Keypoint]
        /// The view of this frame alone.
        public var view: PitchView?
        /// The map from the pixels of the analysed frame before to those of this one; `nil` if unknown.
        public var motion: Homography?

        /// Makes a frame.
        public init(index: Int, keypoints: [Keypoint], view: PitchView?, motion: Homography? = nil) {
            (self.index, self.keypoints, self.view, self.motion) = (index, keypoints, view, motion)
        }
    }

    /// Frames with so many agreeing keypoints tell where the camera stands; at least so many frames, and at most so many.
    private static let leastInliers = 6
    private static let leastFrames = 4
    private static let mostFrames = 40
    /// The greatest error of a place that explains the frames, in deviations of a keypoint.
    private static let greatestError = 2.2
    /// A pose counts if so many vertices agree, and if it explains this share of the places where the frame shows any.
    private static let leastAgreeing = 2
    private static let explainedShare = 0.5
    /// A pose that explains this share is not doubted.
    private static let undoubtedShare = 0.9
    /// A neighbour's pose replaces a frame's own if it explains so much more.
    private static let leastGain = 0.05
    /// Accelerations per second squared of pan and tilt, and of the logarithm of the focal length.
    private static let acceleration = (turn: 0.35, zoom: 0.6)
    /// Seconds without a pose that are bridged: by the smoothness of the motion alone, and by the motion of the picture.
    private static let (longestGap, longestCarry) = (1.0, 3.0)
    /// How much less a carried pose is trusted for each frame, as a factor of its variances.
    private static let carriedVariance = 4.0
    /// The uncertainty of a view, as a share of the width, at which its confidence is a half.
    private static let doubtfulDeviation = 0.008

    private let frameRate: Double
    private var stand: BroadcastCamera.Stand
    private let width: Double
    private let height: Double
    private var entries: [Entry] = []

    private struct Entry {
        var index: Int
        var pose: BroadcastCamera.Pose
        var confidence: Double
        /// Whether the frame, or one near it, shows the pitch.
        var isKnown: Bool
    }

    /// Estimates the camera from the analysed frames of one shot.
    /// - Parameters:
    ///   - frames: In ascending order.
    ///   - width: The picture's width in pixels.
    ///   - height: The picture's height in pixels.
    ///   - frameRate: Frames per second of the clip.
    /// - Returns: `nil` if too few frames show the pitch, or if the camera moves from its place.
    public init?(_ frames: [Frame], width: Int, height: Int, frameRate: Double) {
        guard width > 0, height > 0, frameRate > 0 else { return nil }
        self.width = Double(width)
        self.height = Double(height)
        self.frameRate = frameRate
        let plan = PitchPlan.regulation
        let good = Self.tellingFrames(frames, plan: plan, width: self.width, height: self.height)
        guard good.count >= Self.leastFrames, let first = StandFit(good), first.error <= Self.greatestError else {
            return nil
        }
        stand = first.stand
        let fits = fits(frames, plan: plan) { $0.view.flatMap(aimed) }.fits
        // The frames that were understood since tell more about the place than those that were understood at first.
        let better = Self.spread(fits.compactMap { $0 }.filter { $0.pose.inliers.count >= Self.leastInliers })
        if better.count >= good.count, let second = StandFit(better.map { ($0.seen, $0.pose.camera) }),
            second.error <= Self.greatestError
        {
            stand = second.stand
        }
        let known = Dictionary(
            zip(frames, fits).compactMap { frame, fit in
                fit?.pose.camera.aimed(from: stand).map { (frame.index, $0) }
            }, uniquingKeysWith: { first, _ in first })
        let (poses, carried) = self.fits(frames, plan: plan) { known[$0.index] }
        entries = smoothed(
            frames.map(\.index),
            zip(poses, carried).map { fit, carried in
                fit.map { Estimate(camera: $0.pose.camera, variances: $0.pose.variances) } ?? carried
            })
        guard entries.contains(where: \.isKnown) else { return nil }
    }

    /// Returns the camera in a frame of the shot and how sure it is, 0 to 1; `nil` where the pitch is out of sight for too long.
    public func camera(at index: Int) -> (camera: BroadcastCamera, confidence: Double)? {
        let next = min(entries.firstPosition { $0.index >= index }, entries.count - 1)
        let after = entries[next]
        guard after.index > index, next > 0 else {
            return after.isKnown ? (camera(after.pose), after.confidence) : nil
        }
        let before = entries[next - 1]
        guard before.isKnown, after.isKnown else { return nil }
        let t = Double(index - before.index) / Double(after.index - before.index)
        func between(_ value: (BroadcastCamera.Pose) -> Double) -> Double {
            value(before.pose) + (value(after.pose) - value(before.pose)) * t
        }
        let pose = BroadcastCamera.Pose(
            pan: between(\.pan), tilt: between(\.tilt), focalLength: between(\.focalLength))
        return (camera(pose), min(before.confidence, after.confidence))
    }

    private func camera(_ pose: BroadcastCamera.Pose) -> BroadcastCamera {
        BroadcastCamera(stand: stand, pose: pose, width: width, height: height)
    }

    private var threshold: Double { KeypointEvidence.threshold(width: width) }

    /// The frames from which the stand is estimated, spread over the shot.
    private static func tellingFrames(
        _ frames: [Frame], plan: PitchPlan, width: Double, height: Double
    ) -> [(seen: SightedVertices, camera: BroadcastCamera)] {
        let telling = frames.compactMap { frame -> (SightedVertices, BroadcastCamera)? in
            guard let view = frame.view, view.inliers.count >= leastInliers, view.ground.plan == plan,
                frame.keypoints.count == plan.vertices.count,
                let camera = BroadcastCamera(toImage: view.ground.toImage, width: width, height: height)
            else { return nil }
            return (SightedVertices(frame.keypoints, plan: plan, indices: view.inliers), camera)
        }
        return spread(telling)
    }

    /// At most `mostFrames` of the frames, over the whole shot.
    private static func spread<Element>(_ frames: [Element]) -> [Element] {
        guard frames.count > mostFrames else { return frames }
        return (0..<mostFrames).map { frames[$0 * (frames.count - 1) / (mostFrames - 1)] }
    }

    /// The poses that the vertices of each frame give, and for frames without, those carried from others.
    /// - Parameter guess: Returns a first guess of a frame's camera.
    private func fits(
        _ frames: [Frame], plan: PitchPlan, guess: (Frame) -> BroadcastCamera?
    ) -> (fits: [Fit?], carried: [Estimate?]) {
        let seen = frames.map { frame in
            SightedVertices(frame.keypoints.count == plan.vertices.count ? frame.keypoints : [], plan: plan)
        }
        let places = frames.map { VertexLocations($0.keypoints, width: width) }
        var poses = frames.indices.map { i -> Fit? in
            guard let guess = guess(frames[i]) else { return nil }
            return accepted(seen[i], PoseFit(seen[i], from: guess, threshold: threshold), places[i])
        }
        // A neighbour's pose, carried on by the motion of the picture, is a good guess for frames that show little, a check on
        // those that were misread, and the best there is for those that show nothing.
        var carried: [Estimate?] = frames.map { _ in nil }
        for isForward in [true, false, true] {
            var last: (index: Int, estimate: Estimate)?
            for i in isForward ? Array(frames.indices) : frames.indices.reversed() {
                let limit = Self.longestCarry * frameRate
                if poses[i]?.explained ?? 0 < Self.undoubtedShare, let before = last,
                    Double(abs(frames[i].index - before.index)) <= limit,
                    let guess = carry(before.estimate, to: i, of: frames, isForward: isForward)
                {
                    let named = PoseFit(seen[i], from: guess.camera, threshold: threshold)
                    let placed = places[i].fit(from: guess.camera, threshold: threshold)
                    let candidates = [
                        accepted(seen[i], named, places[i]),
                        placed.flatMap { accepted($0.seen, $0.pose, places[i]) },
                    ]
                    for fit in candidates.compactMap(\.self)
                    where fit.explained > (poses[i]?.explained ?? 0) + Self.leastGain { poses[i] = fit }
                    last?.estimate = guess
                    if guess.isMeasuredMotion, guess.steps < carried[i]?.steps ?? .max { carried[i] = guess }
                }
                if let fit = poses[i]?.pose {
                    last = (frames[i].index, Estimate(camera: fit.camera, variances: fit.variances))
                }
            }
        }
        return (poses, carried)
    }

    /// A pose, and the share of the frame's places that it explains.
    private struct Fit {
        var seen: SightedVertices
        var pose: PoseFit
        var explained: Double
    }

    /// A frame's camera, from its own vertices or carried from another frame.
    private struct Estimate {
        var camera: BroadcastCamera
        var variances: SIMD3<Double>
        /// Frames over which it was carried.
        var steps = 0
        /// Whether the picture's motion was known in all of them.
        var isMeasuredMotion = true
    }

    /// The camera of frame `i` if the picture has moved on from that of the frame before, or after.
    private func carry(_ estimate: Estimate, to i: Int, of frames: [Frame], isForward: Bool) -> Estimate? {
        var result = estimate
        result.steps += 1
        result.variances *= Self.carriedVariance
        let motion = isForward ? frames[i].motion : frames[i + 1].motion?.inverse
        guard let motion else {
            result.isMeasuredMotion = false
            return result
        }
        guard let ground = PitchGround(plan: .regulation, camera: estimate.camera) else { return nil }
        var seen = SightedVertices([], plan: .regulation)
        for (x, y) in [(0.25, 0.5), (0.5, 0.45), (0.75, 0.5), (0.3, 0.85), (0.7, 0.85)] {
            let pixel = Point(width * x, height * y)
            guard let position = ground.position(ofImagePoint: pixel), let moved = motion.apply(pixel) else { continue }
            seen.positions.append(position)
            seen.points.append(moved)
            seen.weights.append(1)
        }
        guard let fit = PoseFit(seen, from: estimate.camera, threshold: .infinity) else { return nil }
        result.camera = fit.camera
        return result
    }

    private func accepted(_ seen: SightedVertices, _ pose: PoseFit?, _ places: VertexLocations) -> Fit? {
        guard let pose, pose.camera.pose.focalLength > 0.3, pose.camera.pose.focalLength < 60,
            pose.inliers.count >= Self.leastAgreeing
        else { return nil }
        let explained = places.explainedShare(by: pose.camera, threshold: threshold)
        return explained >= Self.explainedShare
            ? Fit(seen: seen.only(pose.inliers), pose: pose, explained: explained) : nil
    }

    /// The camera of this stand that looks where a view of the frame alone looks.
    private func aimed(by view: PitchView) -> BroadcastCamera? {
        let middle = Point(width / 2, height / 2)
        guard let centre = view.ground.position(ofImagePoint: middle),
            let beside = view.ground.position(ofImagePoint: Point(width * 0.6, height / 2))
        else { return nil }
        let ray = SIMD3(centre.x, centre.y, 0) - stand.place
        guard ray.y < -1 else { return nil }
        var guess = camera(.init(pan: ray.x / -ray.y, tilt: -ray.z / -ray.y, focalLength: 1))
        guard let unit = guess.imagePoint(ofPosition: beside), unit.distance(to: middle) > 1e-6 else { return nil }
        guess.pose.focalLength = 0.1 * width / unit.distance(to: middle)
        return guess
    }

    private func smoothed(_ indices: [Int], _ poses: [Estimate?]) -> [Entry] {
        func series(
            _ acceleration: Double, _ value: (BroadcastCamera.Pose) -> Double, _ variance: (Estimate) -> Double
        ) -> [(value: Double, variance: Double)] {
            PoseSmoother(acceleration: acceleration).smoothed(
                zip(indices, poses).map { index, fit in
                    .init(
                        time: Double(index) / frameRate, value: fit.map { value($0.camera.pose) },
                        variance: fit.map(variance) ?? 1)
                })
        }
        let pan = series(Self.acceleration.turn, \.pan) { $0.variances.x }
        let tilt = series(Self.acceleration.turn, \.tilt) { $0.variances.y }
        // Relative to a common length: a sum of small shares is as good as a logarithm.
        let unit = poses.compactMap { $0?.camera.pose.focalLength }.first ?? 1
        let focal = series(Self.acceleration.zoom, { $0.focalLength / unit }) { fit in
            let length = fit.camera.pose.focalLength / unit
            return fit.variances.z * length * length
        }
        guard pan.count == indices.count else { return [] }
        let known = poses.indices.filter { poses[$0] != nil }.map { indices[$0] }
        return indices.indices.map { i in
            let pose = BroadcastCamera.Pose(
                pan: pan[i].value, tilt: tilt[i].value, focalLength: max(focal[i].value * unit, 0.3))
            let deviation = (pan[i].variance + tilt[i].variance).squareRoot() * pose.focalLength / 2
            let share = deviation / Self.doubtfulDeviation
            return Entry(
                index: indices[i], pose: pose, confidence: 1 / (1 + share * share),
                isKnown: Self.isNear(indices[i], known, gap: Self.longestGap * frameRate))
        }
    }

    /// Whether one of `known`, ascending, is at most `gap` away.
    private static func isNear(_ index: Int, _ known: [Int], gap: Double) -> Bool {
        let after = known.firstPosition { $0 >= index }
        return [after - 1, after].contains { known.indices.contains($0) && Double(abs(known[$0] - index)) <= gap }
    }
}

extension Array {
    /// Returns the position of the first element for which `isBehind` holds, which then holds for all after it.
    fileprivate func firstPosition(where isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
