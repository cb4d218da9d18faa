import Geometry
import Media
import Observations

/// Draws moments of a match in one scene, together with the truth of each picture.
struct SceneRenderer: Sendable {
    let style: SceneStyle
    let warp: PictureWarp
    private let stadium: Stadium
    private let lines: LinePainter
    private let sensor: Sensor
    private let cast: Cast
    private(set) var canvas: Canvas

    init(style: SceneStyle, width: Int, height: Int, colour: ColourDescription = .bt709Limited) {
        self.style = style
        warp = PictureWarp(width: width, height: height, optics: style.optics)
        stadium = Stadium(style: style, texelsPerMetre: min(8, max(2, Double(height) / 120)))
        lines = LinePainter(style: style)
        sensor = Sensor(optics: style.optics, colour: colour, seed: style.seed)
        cast = Cast(style: style)
        canvas = Canvas(width: warp.canvasWidth, height: warp.canvasHeight)
    }

    /// Returns the camera's view of the canvas.
    func view(of camera: CameraOperator) -> CameraView {
        camera.view(width: warp.canvasWidth, height: warp.canvasHeight)
    }

    /// Draws a frame.
    ///
    /// - Parameters:
    ///   - match: The state of the match.
    ///   - view: The camera's view.
    ///   - previous: The view one frame earlier, for motion blur.
    ///   - index: The frame index.
    ///   - time: The time since the start of the clip, in seconds.
    mutating func frame(
        _ match: Match, view: CameraView, previous: CameraView, index: Int, time: Double
    ) -> SyntheticFrame {
        canvas.clear(stadium.sky)
        stadium.drawBackground(on: &canvas, view: view)
        lines.draw(on: &canvas, view: view, lighting: style.lighting)
        let seen = drawFigures(match, view: view)
        let truth = FrameTruth(
            frameNumber: index, time: time, objects: objects(seen, match), keypoints: keypoints(view),
            toImage: homography(view))
        blur(view: view, previous: previous)
        var picture = sensor.expose(warp.isIdentity ? canvas : canvas.warped(by: warp), frame: index)
        style.overlay?.draw(on: &picture, time: time)
        return SyntheticFrame(picture: picture, truth: truth)
    }

    /// Draws shadows, then all objects that can hide others, the farthest first.
    private mutating func drawFigures(_ match: Match, view: CameraView) -> [SeenFigure] {
        let figures = cast.figures(match, view: view, shutter: style.optics.shutter)
        if let shadows = ShadowPainter(view: view) {
            for figure in figures where figure.castsShadow {
                let reach = 1 - (style.lighting.shade?.depth(at: figure.place) ?? 0)
                shadows.draw(figure.parts, lighting: style.lighting, reach: reach, on: &canvas)
            }
        }
        var things = figures.map { (depth: view.local($0.middle).z, thing: Thing.figure($0)) }
        things += stadium.nets.map { net in
            let middle = net.outline.reduce(Point.zero, +) * (1 / Double(net.outline.count))
            return (view.local(net.origin + net.u * middle.x + net.v * middle.y).z, Thing.piece(net))
        }
        var seen: [SeenFigure] = []
        for (_, thing) in things.sorted(by: { $0.depth > $1.depth }) {
            switch thing {
            case .piece(let piece): canvas.draw(piece, in: view)
            case .figure(let figure):
                let light = style.lighting.light(at: figure.place)
                guard let stamp = FigureStamp(figure.parts, view: view, light: light, lamp: cast.mainLamp) else {
                    continue
                }
                canvas.lay(stamp, owner: figure.owner)
                if figure.owner != 0, let bounds = stamp.bounds {
                    seen.append(SeenFigure(owner: figure.owner, bounds: bounds, area: stamp.area))
                }
            }
        }
        return seen
    }

    private enum Thing {
        case piece(Piece)
        case figure(Figure)
    }

    private mutating func blur(view: CameraView, previous: CameraView) {
        let aim = view.position + view.forward * 60
        if style.optics.shutter > 0, let now = view.project(aim), let before = previous.project(aim) {
            canvas.smearRows(length: abs(now.x - before.x) * style.optics.shutter)
            canvas.smearColumns(length: abs(now.y - before.y) * style.optics.shutter)
        }
        canvas.soften(deviation: style.optics.defocus * Double(canvas.height) / 720)
    }
}

/// A figure that has been drawn, before the parts hidden by others are known.
struct SeenFigure {
    let owner: UInt8
    let bounds: Box
    let area: Int
}
