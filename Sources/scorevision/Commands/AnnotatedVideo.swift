import Analysis
import Geometry
import Media
import Observations
import Pitch
import Platform
import Rendering
import Results
import Tracking

/// Writes a copy of a clip with its result drawn on it.
struct AnnotatedVideo: Sendable {
    let clip: ClipSource
    let output: String
    let result: ClipResult

    /// Decodes the clip again, because ids are known only after the whole clip has been analysed.
    ///
    /// Cancelling the task stops at the next frame and deletes the output.
    ///
    /// - Parameter progress: Shows the progress, if not `nil`.
    /// - Throws: `MediaError` if the clip cannot be read or written, or `CancellationError`.
    func write(progress: ProgressDisplay?) async throws {
        defer { progress?.finish() }
        let (reader, writer) = try await BlockingWork.run("open") {
            let reader = try clip.open()
            let info = reader.info
            let writer = try VideoWriter(
                path: output, width: info.width, height: info.height, frameRate: info.frameRate ?? .assumed,
                options: VideoWriter.Options(colour: info.colour))
            return (reader, writer)
        }
        defer { writer.cancel() }
        try await Interruption.discarding(writer.cancel) {
            try await withTaskCancellationHandler {
                try await BlockingWork.run("annotate") { try draw(reader, on: writer, progress: progress) }
            } onCancel: {
                reader.cancel()
            }
        }
    }

    private func draw(_ reader: VideoReader, on writer: VideoWriter, progress: ProgressDisplay?) throws {
        let renderer = FrameRenderer()
        do {
            while let frame = try reader.next(), frame.index < result.frames.count {
                try Task.checkCancellation()
                var picture = PictureBuffer(copying: frame)
                renderer.draw(annotation(of: frame), on: &picture)
                try writer.append(picture, time: frame.time)
                progress?.update(done: frame.index + 1, total: result.frames.count)
            }
            try Task.checkCancellation()
            try writer.finish()
        } catch {
            // A cancelled reader throws its own error.
            throw Task.isCancelled ? CancellationError() : error
        }
    }

    private func annotation(of frame: VideoFrame) -> AnnotatedFrame {
        let found = result.frames[frame.index]
        let pitch = result.pitch(at: frame.index)
        let objects = found.objects.map { object in
            AnnotatedObject(
                id: object.id, box: object.detection.box, objectClass: object.detection.objectClass,
                confidence: object.detection.confidence, team: object.team,
                position: pitch?.position(ofImagePoint: object.detection.box.foot))
        }
        return AnnotatedFrame(
            index: frame.index, time: frame.time, objects: objects, keypoints: found.keypoints,
            toImage: pitch?.ground.toImage, plan: pitch?.ground.plan ?? .template)
    }
}
