#pragma once

// Functions with `_props` or `_properties` in their names take arrays, so the variadic functions aren't needed.
#include <openvino/c/openvino.h>
#include <openvino/c/ov_util.h>

// Enumerators whose names are too common to import into Swift unchanged.
static inline ov_element_type_e scorevision_ov_uint8(void) { return U8; }
static inline ov_element_type_e scorevision_ov_float32(void) { return F32; }
static inline bool scorevision_ov_ok(ov_status_e status) { return status == OK; }
