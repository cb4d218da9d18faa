import Analysis
import Detection
import Evaluation
import Geometry
import Media
import Observations

/// An evaluation of a model on labelled pictures, one at a time.
struct ModelEvaluation {
    let title: String
    private let maker: DetectorFactory

    /// Prepares the model on the device in the settings.
    ///
    /// - Parameter onNotice: Receives notices for the operator, a sentence each.
    init(model: String, settings: AnalysisSettings, onNotice: @escaping @Sendable (String) -> Void) throws {
        let package = try ModelPackage.load(model)
        var settings = settings
        settings.batchSize = 1
        maker = try DetectorFactory(packages: [package], settings: settings, onNotice: onNotice)
        let (name, version) = (package.manifest.name, package.manifest.version)
        title = "\(name) \(version), \(settings.imageSize) pixels wide, on \(maker.plan.name)"
    }

    /// Evaluates the model on a folder of labelled objects.
    func measure(players set: LabelledSet, into measurement: inout Measurement) throws {
        var score = DetectionScore()
        try show(set) { item, frame, found in
            let truth = try measurement.label(of: item).objects(width: frame.width, height: frame.height)
            score.add(frame: frame, found: found.objects, truth: truth)
        }
        try score.requireTruth(in: set.folder.path)
        measurement.take(score, set: set.name)
    }

    /// Evaluates the model on a folder of labelled pitches.
    func measure(pitch set: LabelledSet, into measurement: inout Measurement) throws {
        var score = PitchScore()
        try show(set) { item, frame, found in
            let label = try measurement.label(of: item)
            guard let truth = label.pitch(width: frame.width, height: frame.height) else { return }
            score.add(frame: frame, found: found.keypoints, truth: truth)
        }
        try score.requireTruth(in: set.folder.path)
        measurement.take(score, set: set.name)
    }

    /// Calls `body` with each picture and its detections. These include uncertain ones and several classes for a box,
    /// because average precision needs them.
    private func show(
        _ set: LabelledSet, _ body: (LabelledFolder.Item, EvaluatedFrame, FrameDetections) throws -> Void
    ) throws {
        var detector: (aspect: Double, detector: any FrameDetector)?
        for item in set.folder.items {
            let picture = try StillPicture.decode(path: item.imagePath)
            let aspect = Double(picture.width) / Double(picture.height)
            let current: any FrameDetector
            if let made = detector, made.aspect == aspect {
                current = made.detector
            } else {
                current = try maker.detector(aspect: aspect) { wanted in
                    wanted.decoding.confidence = 0.01
                    wanted.decoding.maxDetections = 300
                    wanted.decoding.multiLabel = true
                }
                detector = (aspect, current)
            }
            let frame = EvaluatedFrame(
                name: item.name, width: picture.width, height: picture.height, set: set.name, path: item.imagePath)
            for found in try current.detect([picture]) { try body(item, frame, found) }
        }
    }
}
