import Analysis
import Foundation
import Machine
import Platform
import Synchronization

/// What the service counts. Labels have few values, all known beforehand: none comes from a request.
final class Metrics: Sendable {
    enum Endpoint: String, Sendable, CaseIterable {
        case challenge, predict
    }

    private struct State {
        var requests: [Endpoint: [String: Int]] = [:]
        var queue = Histogram.seconds
        var download = Histogram.seconds
        var decode = Histogram.seconds
        var inference = Histogram.seconds
        var total = Histogram.seconds
        var framesPerSecond = Histogram.rates
        var batchFill = Histogram.shares
        var frames = 0
        var historyFailures = 0
    }

    private let state = Mutex(State())

    /// Counts a request that was answered so: `ok`, or the code of a failure or a refusal.
    func count(_ endpoint: Endpoint, outcome: Outcome) {
        state.withLock { $0.requests[endpoint, default: [:]][outcome.label, default: 0] += 1 }
    }

    /// Notes what a challenge took.
    func note(_ report: WorkerReport, queue: Double, total: Double) {
        state.withLock { state in
            state.queue.observe(queue)
            state.download.observe(report.timings["download"] ?? 0)
            state.decode.observe(report.timings["decode"] ?? 0)
            state.inference.observe(report.timings["detect"] ?? 0)
            state.total.observe(total)
            state.framesPerSecond.observe(Double(report.frames) / max(total - queue, 1e-6))
            state.batchFill.observe(report.batchFill)
            state.frames += report.frames
        }
    }

    func countHistoryFailure() { state.withLock { $0.historyFailures += 1 } }

    /// All of it as Prometheus reads it (text format 0.0.4).
    func text(_ occupancy: OccupancyGauge.Values, graphics: [GraphicsReading] = []) -> String {
        let state = state.withLock { $0 }
        var page = MetricsPage()
        page.family("scorevision_requests_total", "counter", "Requests by endpoint and outcome.")
        for endpoint in Endpoint.allCases {
            for (outcome, count) in (state.requests[endpoint] ?? [:]).sorted(by: { $0.key < $1.key }) {
                page.sample(
                    "scorevision_requests_total", [("endpoint", endpoint.rawValue), ("outcome", outcome)],
                    Double(count))
            }
        }
        page.histogram("scorevision_queue_seconds", "Waiting for a worker.", state.queue)
        page.histogram("scorevision_download_seconds", "Fetching the clip; overlaps the others.", state.download)
        page.histogram("scorevision_decode_seconds", "Decoding.", state.decode)
        page.histogram("scorevision_inference_seconds", "The model.", state.inference)
        page.histogram("scorevision_total_seconds", "From arrival to answer.", state.total)
        page.histogram("scorevision_frames_per_second", "Frames of a clip by its time.", state.framesPerSecond)
        page.histogram("scorevision_batch_fill_ratio", "Places of the batches that held a picture.", state.batchFill)
        page.counter("scorevision_frames_total", "Frames answered.", state.frames)
        page.counter("scorevision_history_failures_total", "Writes of the history that failed.", state.historyFailures)
        page.counter("scorevision_worker_restarts_total", "Workers that ended and were replaced.", occupancy.restarts)
        page.gauge("scorevision_workers", "Workers that can take a clip or have one.", Double(occupancy.alive))
        page.gauge("scorevision_running", "Clips being analysed.", Double(occupancy.running))
        page.gauge("scorevision_waiting", "Challenges that wait for a worker.", Double(occupancy.waiting))
        page.gauge("scorevision_ready", "1 where a worker has its model loaded.", occupancy.isReady ? 1 : 0)
        page.family("scorevision_device", "gauge", "The device that the model runs on.")
        page.sample("scorevision_device", [("device", occupancy.device.isEmpty ? "none" : occupancy.device)], 1)
        page.gauge(
            "scorevision_worker_start_seconds", "From the start of the newest worker until it could take a clip.",
            occupancy.startSeconds)
        add(occupancy.processes, to: &page)
        add(graphics, to: &page)
        return page.text
    }

    /// Labelled with the cards' numbers, of which there are as many as cards.
    private func add(_ cards: [GraphicsReading], to page: inout MetricsPage) {
        let families: [(name: String, help: String, value: (GraphicsReading) -> Double?)] = [
            ("use_ratio", "Share of the time in which the GPU computed.", { $0.use }),
            ("decoder_use_ratio", "Share of the time in which the GPU decoded video.", { $0.decoderUse }),
            (
                "memory_used_bytes", "The GPU's memory that all programs together use.",
                { $0.usedMemory.map(Double.init) }
            ),
            ("memory_bytes", "The GPU's memory.", { $0.memory.map(Double.init) }),
            ("temperature_celsius", "The GPU's temperature.", { $0.temperature.map(Double.init) }),
            ("clock_hertz", "The clock of the GPU's processors.", { $0.clock.map { Double($0) * 1e6 } }),
            ("memory_clock_hertz", "The clock of the GPU's memory.", { $0.memoryClock.map { Double($0) * 1e6 } }),
        ]
        for family in families {
            let samples = cards.compactMap { card in family.value(card).map { (card.index, $0) } }
            guard !samples.isEmpty else { continue }
            page.family("scorevision_gpu_\(family.name)", "gauge", family.help)
            for (index, value) in samples {
                page.sample("scorevision_gpu_\(family.name)", [("card", "\(index)")], value)
            }
        }
    }

    private func add(_ workers: [pid_t], to page: inout MetricsPage) {
        page.gauge(
            "scorevision_worker_resident_memory_bytes", "Memory of all workers together.",
            Double(workers.compactMap { ProcessFigures.residentBytes(of: $0) }.reduce(0, +)))
        page.gauge(
            "scorevision_worker_open_fds", "Descriptors that all workers together have open.",
            Double(workers.compactMap { ProcessFigures.openDescriptors(of: $0) }.reduce(0, +)))
        if let bytes = ProcessFigures.residentBytes() {
            page.gauge("process_resident_memory_bytes", "Memory of the service without its workers.", Double(bytes))
        }
        if let count = ProcessFigures.openDescriptors() {
            page.gauge("process_open_fds", "Descriptors that the service has open.", Double(count))
        }
    }
}
