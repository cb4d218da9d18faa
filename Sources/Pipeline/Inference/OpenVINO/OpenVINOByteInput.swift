import COpenVINO

/// Puts a conversion from bytes in front of a network that takes floats, so that the input tensor is a quarter the size.
enum OpenVINOByteInput {
    /// A network whose input is bytes, divided by `divisor` before the first layer. The caller frees it.
    static func build(on model: OpaquePointer, divisor: Float) throws -> OpaquePointer {
        let doing = "put a byte input before the model"
        let processor = try OpenVINOStatus.make(doing) { ov_preprocess_prepostprocessor_create(model, $0) }
        defer { ov_preprocess_prepostprocessor_free(processor) }
        let input = try OpenVINOStatus.make(doing) {
            ov_preprocess_prepostprocessor_get_input_info_by_index(processor, 0, $0)
        }
        defer { ov_preprocess_input_info_free(input) }
        let tensor = try OpenVINOStatus.make(doing) { ov_preprocess_input_info_get_tensor_info(input, $0) }
        defer { ov_preprocess_input_tensor_info_free(tensor) }
        try OpenVINOStatus.check(doing) {
            ov_preprocess_input_tensor_info_set_element_type(tensor, scorevision_ov_uint8())
        }
        let steps = try OpenVINOStatus.make(doing) { ov_preprocess_input_info_get_preprocess_steps(input, $0) }
        defer { ov_preprocess_preprocess_steps_free(steps) }
        try OpenVINOStatus.check(doing) {
            ov_preprocess_preprocess_steps_convert_element_type(steps, scorevision_ov_float32())
        }
        if divisor != 1 {
            try OpenVINOStatus.check(doing) { ov_preprocess_preprocess_steps_scale(steps, divisor) }
        }
        return try OpenVINOStatus.make(doing) { ov_preprocess_prepostprocessor_build(processor, $0) }
    }
}
