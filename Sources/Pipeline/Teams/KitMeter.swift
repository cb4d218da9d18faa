import Geometry
public import Media
public import Observations

/// A measurement of the shirt colours of all persons in a frame while its pixels are available.
public enum KitMeter {
    /// The share of the shirt's area that may be covered by a box nearer to the camera, and by one farther away.
    private static let nearerCover = 0.15
    private static let fartherCover = 0.6
    /// The largest difference in chroma (sum of both) between a background and the frame's grass, and the range of its
    /// relative brightness, for the background to count as grass.
    private static let grassChroma = 16
    private static let grassLuma = 0.35...2.5
    /// The lowest brightness of grass that determines the light.
    private static let leastLight = 16.0

    /// Returns the detections with kit colours for the persons whose shirts are visible.
    ///
    /// - Parameters:
    ///   - detections: the detections in the frame.
    ///   - picture: the frame's picture.
    public static func measure(_ detections: [Detection], in picture: some Picture) -> [Detection] {
        guard detections.contains(where: \.objectClass.isPerson) else { return detections }
        return picture.withPlanes { planes in
            let samples = PlaneSamples(planes)
            let probes = detections.indices.map { i in
                isShirtVisible(i, of: detections) ? KitProbe(detections[i].box, samples: samples) : nil
            }
            let seen = probes.compactMap(\.?.background)
            guard !seen.isEmpty else { return detections }
            let grass = (y: median(seen.map(\.y)), u: median(seen.map(\.u)), v: median(seen.map(\.v)))
            return zip(detections, probes).map { detection, probe in
                guard let probe else { return detection }
                var measured = detection
                measured.kit = kit(probe, grass: grass, black: samples.black)
                return measured
            }
        }
    }

    private static func kit(_ probe: KitProbe, grass: (y: Int, u: Int, v: Int), black: Int) -> KitColour {
        let behind = probe.background
        let share = Double(behind.y - black) / max(Double(grass.y - black), 1)
        let isGrass = abs(behind.u - grass.u) + abs(behind.v - grass.v) < grassChroma && grassLuma.contains(share)
        let light = max(Double((isGrass ? behind.y : grass.y) - black), leastLight)
        return KitColour(
            luma: (probe.shirt.y - Double(black)) / light, blue: (probe.shirt.u - 128) / light,
            red: (probe.shirt.v - 128) / light)
    }

    /// Returns whether the object is a person whose shirt isn't hidden by or mixed with another person.
    private static func isShirtVisible(_ index: Int, of detections: [Detection]) -> Bool {
        guard detections[index].objectClass.isPerson else { return false }
        let box = detections[index].box
        let shirt = Box(
            x1: box.center.x - box.width * KitProbe.halfWidth, y1: box.y1 + box.height * KitProbe.heights.lowerBound,
            x2: box.center.x + box.width * KitProbe.halfWidth, y2: box.y1 + box.height * KitProbe.heights.upperBound)
        for (other, detection) in detections.enumerated() where other != index && detection.objectClass.isPerson {
            let cover = shirt.intersection(detection.box)
            if cover > shirt.area * (detection.box.y2 > box.y2 ? nearerCover : fartherCover) { return false }
        }
        return shirt.area > 0
    }

    private static func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }
}
