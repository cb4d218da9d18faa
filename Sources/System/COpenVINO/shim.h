#pragma once

// The calls with `_props` and `_properties` in their names take arrays, so none of the variadic ones is needed.
#include <openvino/c/openvino.h>
#include <openvino/c/ov_util.h>

// Enumerators with names too common to import into Swift as they are.
static inline ov_element_type_e scorevision_ov_uint8(void) { return U8; }
static inline ov_element_type_e scorevision_ov_float32(void) { return F32; }
static inline bool scorevision_ov_ok(ov_status_e status) { return status == OK; }
