import ArgumentParser
import Settings

/// The settings of the service as flags.
struct MinerOptions: SettingFlags {
    @Option(.minerHost) var host: GivenSetting?
    @Option(.minerPort) var port: GivenSetting?
    @Option(.operatorPages) var operatorPages: GivenSetting?

    @Option(.verifyEnabled) var verifyEnabled: GivenSetting?
    @Option(.blacklistEnabled) var blacklistEnabled: GivenSetting?
    @Option(.minimumStake) var minimumStake: GivenSetting?
    @Option(.nodesFile) var nodesFile: GivenSetting?

    @Option(.allowedHosts) var allowedHosts: GivenSetting?
    @Option(.allowPrivateHosts) var allowPrivateHosts: GivenSetting?
    @Option(.maxClipMegabytes) var maxClipMegabytes: GivenSetting?

    @Option(.maxConcurrent) var maxConcurrent: GivenSetting?
    @Option(.maxQueue) var maxQueue: GivenSetting?
    @Option(.processingTimeout) var processingTimeout: GivenSetting?
    @Option(.shutdownTimeout) var shutdownTimeout: GivenSetting?
    @Option(.workerMemory) var workerMemory: GivenSetting?

    @Option(.historyDays) var historyDays: GivenSetting?
    @Option(.historyMegabytes) var historyMegabytes: GivenSetting?
    @Option(.keptClips) var keptClips: GivenSetting?
    @Option(.dataFolder) var dataFolder: GivenSetting?
}
