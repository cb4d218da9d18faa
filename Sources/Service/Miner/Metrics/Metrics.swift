import Analysis
import ClipWorker
import Foundation
import Machine
import Platform
import Synchronization

/// The counters and histograms of the service. Labels take few values, all known in advance, and none comes from a
/// request.
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

    /// Counts a request by its outcome: `ok`, `partial`, or the code of a failure or refusal.
    func count(_ endpoint: Endpoint, outcome: Outcome) {
        state.withLock { $0.requests[endpoint, default: [:]][outcome.label, default: 0] += 1 }
    }

    /// Records the durations and frame counts of a challenge. Times are in seconds.
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

    /// Counts a write to the history that failed.
    func countHistoryFailure() { state.withLock { $0.historyFailures += 1 } }

    /// Returns all metrics in Prometheus's text format 0.0.4.
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
        page.histogram("scorevision_queue_seconds", "Time spent waiting for a worker.", state.queue)
        page.histogram("scorevision_download_seconds", "Time spent downloading the clip.", state.download)
        page.histogram("scorevision_decode_seconds", "Time spent decoding video.", state.decode)
        page.histogram("scorevision_inference_seconds", "Time spent running the model.", state.inference)
        page.histogram("scorevision_total_seconds", "Time from arrival to response.", state.total)
        page.histogram("scorevision_frames_per_second", "Frames analysed per second.", state.framesPerSecond)
        page.histogram("scorevision_batch_fill_ratio", "Share of batch slots that held a picture.", state.batchFill)
        page.counter("scorevision_frames_total", "Frames returned in responses.", state.frames)
        page.counter("scorevision_history_failures_total", "Failed writes to the history.", state.historyFailures)
        page.counter("scorevision_worker_restarts_total", "Workers that ended and were replaced.", occupancy.restarts)
        page.gauge("scorevision_workers", "Workers that are alive, idle or busy.", Double(occupancy.alive))
        page.gauge("scorevision_running", "Clips being analysed.", Double(occupancy.running))
        page.gauge("scorevision_waiting", "Challenges waiting for a worker.", Double(occupancy.waiting))
        page.gauge("scorevision_ready", "1 if a worker has loaded its model, else 0.", occupancy.isReady ? 1 : 0)
        page.family("scorevision_device", "gauge", "Device that runs the model.")
        page.sample("scorevision_device", [("device", occupancy.device.isEmpty ? "none" : occupancy.device)], 1)
        page.gauge(
            "scorevision_worker_start_seconds", "Time that the newest worker took to become ready.",
            occupancy.startSeconds)
        add(occupancy.processes, to: &page)
        add(graphics, to: &page)
        return page.text
    }

    /// Adds the readings of the cards, labelled with their index.
    private func add(_ cards: [GraphicsReading], to page: inout MetricsPage) {
        let families: [(name: String, help: String, value: (GraphicsReading) -> Double?)] = [
            ("use_ratio", "Share of time that the GPU spent computing.", { $0.use }),
            ("decoder_use_ratio", "Share of time that the GPU spent decoding video.", { $0.decoderUse }),
            (
                "memory_used_bytes", "GPU memory used by all programs.",
                { $0.usedMemory.map(Double.init) }
            ),
            ("memory_bytes", "Total GPU memory.", { $0.memory.map(Double.init) }),
            ("temperature_celsius", "Temperature of the GPU.", { $0.temperature.map(Double.init) }),
            ("clock_hertz", "Clock rate of the GPU's processors.", { $0.clock.map { Double($0) * 1e6 } }),
            ("memory_clock_hertz", "Clock rate of the GPU's memory.", { $0.memoryClock.map { Double($0) * 1e6 } }),
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
            "scorevision_worker_resident_memory_bytes", "Resident memory of all workers.",
            Double(workers.compactMap { ProcessFigures.residentBytes(of: $0) }.reduce(0, +)))
        page.gauge(
            "scorevision_worker_open_fds", "Open file descriptors of all workers.",
            Double(workers.compactMap { ProcessFigures.openDescriptors(of: $0) }.reduce(0, +)))
        if let bytes = ProcessFigures.residentBytes() {
            page.gauge("process_resident_memory_bytes", "Resident memory of the service alone.", Double(bytes))
        }
        if let count = ProcessFigures.openDescriptors() {
            page.gauge("process_open_fds", "Open file descriptors of the service.", Double(count))
        }
    }
}
