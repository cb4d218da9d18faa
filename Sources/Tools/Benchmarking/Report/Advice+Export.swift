import Analysis
public import Settings

extension Advice {
    /// The advice as a file of settings that `analyze` reads, `export BATCH_SIZE=4` lines or JSON or YAML.
    public func configuration(form: ConfigFile.Form) -> String {
        let wanted: Set<Setting> = [.device, .batchSize, .frameStride, .imageSize]
        let settings = record.setting.settings(from: AnalysisSettings())
        return ConfigFile.text(of: settings.variables.filter { wanted.contains($0.setting) }, form: form)
    }
}
