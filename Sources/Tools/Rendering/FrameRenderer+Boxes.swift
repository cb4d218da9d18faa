import Geometry
import Media
import Observations

extension FrameRenderer {
    /// Draws outlines in the colour of the class or team, with a soft dark edge that contrasts with light and dark
    /// kits.
    func drawBoxes(of frame: AnnotatedFrame, with pen: inout Pen, on picture: inout PictureBuffer) {
        for object in frame.objects { pen.layer.outline(outline(of: object, pen), thickness: pen.stroke + 2) }
        pen.paint(.black, opacity: 0.35, onto: &picture)
        for (colour, objects) in grouped(frame.objects, by: Palette.colour) {
            for object in objects {
                let box = outline(of: object, pen)
                pen.layer.outline(box, thickness: pen.stroke)
                if object.objectClass == .ball { pen.layer.pointer(above: box, size: 9 * max(pen.unit, 0.5)) }
            }
            pen.paint(colour, onto: &picture)
        }
    }

    /// Draws the number of each object on a tab above the box, or below it if there is no room above. The tab has the
    /// colour of the team, so that a goalkeeper's team is visible, or else the object's own colour.
    func drawLabels(of frame: AnnotatedFrame, with pen: inout Pen, on picture: inout PictureBuffer) {
        guard pen.height >= 90 else { return }
        let padding = max(1.5, 2 * pen.unit)
        let height = pen.textSize + 2 * padding
        var labels: [(object: AnnotatedObject, text: String, tab: Box)] = []
        for object in frame.objects where object.objectClass != .ball {
            guard let id = object.id else { continue }
            let text = String(id)
            let half = StrokeFont.width(of: text, size: pen.textSize) / 2 + padding
            let box = object.box
            let top = box.y1 - height - pen.stroke < 0 ? box.y2 + pen.stroke : box.y1 - height - pen.stroke
            let middle = min(max(box.center.x, half), pen.width - half)
            labels.append((object, text, Box(x1: middle - half, y1: top, x2: middle + half, y2: top + height)))
        }
        for (colour, objects) in grouped(
            labels.map(\.object), by: { Palette.teamColour(of: $0) ?? Palette.colour(of: $0) })
        {
            let members = labels.filter { objects.contains($0.object) }
            for label in members { pen.layer.fill(label.tab) }
            pen.paint(colour, opacity: 0.9, onto: &picture)
            for label in members {
                pen.layer.text(
                    label.text, at: Point(label.tab.x1 + padding, label.tab.y1 + padding), size: pen.textSize)
            }
            pen.paint(colour.readableInk, onto: &picture)
        }
    }

    /// Returns an object's box. The ball's box is widened to a visible size.
    private func outline(of object: AnnotatedObject, _ pen: Pen) -> Box {
        guard object.objectClass == .ball else { return object.box }
        let least = 12 * max(pen.unit, 0.5)
        return Box(
            center: object.box.center, width: max(object.box.width, least), height: max(object.box.height, least))
    }

    /// Groups objects by colour, in the order in which the colours first appear.
    private func grouped(
        _ objects: [AnnotatedObject], by colour: (AnnotatedObject) -> RGBColour
    ) -> [(RGBColour, [AnnotatedObject])] {
        var groups: [(RGBColour, [AnnotatedObject])] = []
        for object in objects {
            let colour = colour(object)
            if let index = groups.firstIndex(where: { $0.0 == colour }) {
                groups[index].1.append(object)
            } else {
                groups.append((colour, [object]))
            }
        }
        return groups
    }
}
