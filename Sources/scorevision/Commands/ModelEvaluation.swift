import Analysis
import Evaluation
import Foundation
import Geometry
import Inference
import Media
import Rendering

/// Shows a model labelled pictures, one by one, and keeps score.
struct ModelEvaluation {
    let title: String
    private let package: ModelPackage
    private let settings: AnalysisSettings

    /// How many of the worst frames the page shows, and from which confidence on a box counts as an answer there.
    private static let gallerySize = 12
    private static let galleryConfidence = 0.3

    init(model: String, settings: AnalysisSettings) throws {
        package = try ModelPackage.load(model)
        self.settings = settings
        title = "\(package.manifest.name) \(package.manifest.version), \(settings.imageSize) pixels wide"
    }

    /// The figures of a folder of labelled objects, and its worst frames as pictures.
    func players(in folder: String) throws -> (DetectionSummary, [GalleryPicture]) {
        var score = DetectionScore()
        let items = try LabelledFolder(path: folder).items
        try show(items) { item, picture, found in
            let truth = try item.label().objects(width: picture.width, height: picture.height)
            score.add(frame: evaluated(item, picture), found: found.objects, truth: truth)
        }
        let paths = Dictionary(items.map { ($0.name, $0.imagePath) }, uniquingKeysWith: { first, _ in first })
        let gallery = try score.worstFrames(limit: Self.gallerySize, confidence: Self.galleryConfidence)
            .compactMap { misses in try paths[misses.frame.name].map { try picture(of: misses, path: $0) } }
        return (score.summary, gallery)
    }

    /// The figures of a folder of labelled pitches.
    func pitch(in folder: String) throws -> PitchSummary {
        var score = PitchScore()
        try show(try LabelledFolder(path: folder).items) { item, picture, found in
            guard let truth = try item.label().pitch(width: picture.width, height: picture.height) else { return }
            score.add(frame: evaluated(item, picture), found: found.keypoints, truth: truth)
        }
        return score.summary
    }

    private func evaluated(_ item: LabelledFolder.Item, _ picture: PictureBuffer) -> EvaluatedFrame {
        EvaluatedFrame(name: item.name, width: picture.width, height: picture.height)
    }

    /// Gives each picture with what the model finds in it: all it would ever say, since average precision asks for
    /// the unsure answers too, and each class for itself.
    private func show(
        _ items: [LabelledFolder.Item], _ body: (LabelledFolder.Item, PictureBuffer, FrameDetections) throws -> Void
    ) throws {
        var detector: (aspect: Double, detector: Detector)?
        for item in items {
            let picture = try StillPicture.decode(path: item.imagePath)
            let aspect = Double(picture.width) / Double(picture.height)
            let current: Detector
            if let made = detector, made.aspect == aspect {
                current = made.detector
            } else {
                var wanted = settings.detectorSettings(aspect: aspect)
                wanted.batchSize = 1
                wanted.decoding.confidence = 0.01
                wanted.decoding.maxDetections = 300
                wanted.decoding.multiLabel = true
                current = try Detector(package: package, settings: wanted)
                detector = (aspect, current)
            }
            for found in try current.detect([picture]) { try body(item, picture, found) }
        }
    }

    private func picture(of misses: FrameMisses, path: String) throws -> GalleryPicture {
        var picture = try StillPicture.decode(path: path)
        let objects = (misses.missed + misses.wrong).map {
            AnnotatedObject(id: nil, box: $0.box, objectClass: $0.objectClass, confidence: $0.confidence)
        }
        var rendering = RenderingSettings()
        rendering.radar = false
        rendering.header = false
        FrameRenderer(settings: rendering).draw(AnnotatedFrame(index: 0, time: 0, objects: objects), on: &picture)
        let scale = min(1, 960 / Double(picture.width))
        let small = try picture.resized(
            width: Int(Double(picture.width) * scale), height: Int(Double(picture.height) * scale))
        let data = Data(try small.jpegBytes(quality: 80)).base64EncodedString()
        let caption = "\(misses.frame.name): \(misses.missed.count) missed, \(misses.wrong.count) wrong"
        return GalleryPicture(caption: caption, dataURI: "data:image/jpeg;base64," + data)
    }
}
