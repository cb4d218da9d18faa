/// Where stakes come from.
public protocol StakeSource: Sendable {
    /// The hotkey's stake on the subnet, or nil where the hotkey isn't registered. Answers at once, from memory: it is
    /// asked during requests.
    func stake(of hotkey: Hotkey) -> Double?
}
