#pragma once

// ONNX Runtime's C interface without its header: a table of functions, identified by their positions. The table only
// grows at its end, and a library provides it for any version up to its own, so the positions below are valid for all
// later versions. Each function here calls one position with the types of the interface's reference. A function that
// can fail returns a status, which is NULL on success. The caller releases the status.
#include <stddef.h>
#include <stdint.h>

// `dladdr`, which finds the file that contains an address. The C library's header declares it only with GNU extensions.
typedef struct scorevision_place {
    const char *file;
    void *file_base;
    const char *symbol;
    void *symbol_address;
} scorevision_place;
#ifdef __APPLE__
extern int scorevision_find_place(const void *address, scorevision_place *place) __asm__("_dladdr");
#else
extern int scorevision_find_place(const void *address, scorevision_place *place) __asm__("dladdr");
#endif

typedef struct scorevision_ort_base {
    const void *const *(*get_api)(uint32_t version);
    const char *(*get_version)(void);
} scorevision_ort_base;

typedef const void *const *scorevision_ort_table;

// The first version whose table has all positions used here.
static const uint32_t scorevision_ort_version = 12;

#define SCOREVISION_ORT(place, result, ...) ((result(*)(__VA_ARGS__))table[place])

// Statuses.
static inline const char *scorevision_ort_error_message(scorevision_ort_table table, const void *status) {
    return SCOREVISION_ORT(2, const char *, const void *)(status);
}

// The function that releases an object of each kind.
enum scorevision_ort_kind {
    scorevision_ort_environment = 92,
    scorevision_ort_status = 93,
    scorevision_ort_memory_info = 94,
    scorevision_ort_session = 95,
    scorevision_ort_value = 96,
    scorevision_ort_type_info = 98,
    scorevision_ort_shape_info = 99,
    scorevision_ort_session_options = 100,
    scorevision_ort_binding = 135,
    scorevision_ort_tensorrt_options = 174,
    scorevision_ort_cuda_options = 208,
};
static inline void scorevision_ort_release(scorevision_ort_table table, enum scorevision_ort_kind kind, void *thing) {
    if (thing) SCOREVISION_ORT(kind, void, void *)(thing);
}

// Environment and options. A log severity of 3 writes errors, 4 only fatal errors.
static inline void *scorevision_ort_make_environment(scorevision_ort_table table, int severity, const char *name,
                                                     void **made) {
    return SCOREVISION_ORT(3, void *, int, const char *, void **)(severity, name, made);
}
static inline void *scorevision_ort_make_session_options(scorevision_ort_table table, void **made) {
    return SCOREVISION_ORT(10, void *, void **)(made);
}
static inline void *scorevision_ort_set_log_severity(scorevision_ort_table table, void *options, int severity) {
    return SCOREVISION_ORT(22, void *, void *, int)(options, severity);
}
// 99 enables all optimisations.
static inline void *scorevision_ort_set_optimization(scorevision_ort_table table, void *options, int level) {
    return SCOREVISION_ORT(23, void *, void *, int)(options, level);
}
static inline void *scorevision_ort_set_threads(scorevision_ort_table table, void *options, int count) {
    return SCOREVISION_ORT(24, void *, void *, int)(options, count);
}
static inline void *scorevision_ort_add_option(scorevision_ort_table table, void *options, const char *key,
                                               const char *value) {
    return SCOREVISION_ORT(130, void *, void *, const char *, const char *)(options, key, value);
}

// The execution providers in the library's build. The second function releases `names`.
static inline void *scorevision_ort_get_providers(scorevision_ort_table table, char ***names, int *count) {
    return SCOREVISION_ORT(125, void *, char ***, int *)(names, count);
}
static inline void *scorevision_ort_release_providers(scorevision_ort_table table, char **names, int count) {
    return SCOREVISION_ORT(126, void *, char **, int)(names, count);
}

// Execution providers. Options are pairs of strings. A provider returns a status for an unknown option.
static inline void *scorevision_ort_make_tensorrt_options(scorevision_ort_table table, void **made) {
    return SCOREVISION_ORT(171, void *, void **)(made);
}
static inline void *scorevision_ort_set_tensorrt_options(scorevision_ort_table table, void *provider,
                                                         const char *const *keys, const char *const *values,
                                                         size_t count) {
    return SCOREVISION_ORT(172, void *, void *, const char *const *, const char *const *, size_t)(provider, keys, values,
                                                                                                  count);
}
static inline void *scorevision_ort_add_tensorrt(scorevision_ort_table table, void *options, const void *provider) {
    return SCOREVISION_ORT(170, void *, void *, const void *)(options, provider);
}
static inline void *scorevision_ort_make_cuda_options(scorevision_ort_table table, void **made) {
    return SCOREVISION_ORT(205, void *, void **)(made);
}
static inline void *scorevision_ort_set_cuda_options(scorevision_ort_table table, void *provider,
                                                     const char *const *keys, const char *const *values, size_t count) {
    return SCOREVISION_ORT(206, void *, void *, const char *const *, const char *const *, size_t)(provider, keys, values,
                                                                                                  count);
}
static inline void *scorevision_ort_add_cuda(scorevision_ort_table table, void *options, const void *provider) {
    return SCOREVISION_ORT(204, void *, void *, const void *)(options, provider);
}
// Providers without a function of their own, by their short names, such as `CoreML`.
static inline void *scorevision_ort_add_provider(scorevision_ort_table table, void *options, const char *name,
                                                 const char *const *keys, const char *const *values, size_t count) {
    return SCOREVISION_ORT(216, void *, void *, const char *, const char *const *, const char *const *, size_t)(
        options, name, keys, values, count);
}

// Sessions with their inputs and outputs. Paths are UTF-8.
static inline void *scorevision_ort_make_session(scorevision_ort_table table, void *environment, const char *path,
                                                 const void *options, void **made) {
    return SCOREVISION_ORT(7, void *, void *, const char *, const void *, void **)(environment, path, options, made);
}
static inline void *scorevision_ort_input_count(scorevision_ort_table table, const void *session, size_t *count) {
    return SCOREVISION_ORT(30, void *, const void *, size_t *)(session, count);
}
static inline void *scorevision_ort_output_count(scorevision_ort_table table, const void *session, size_t *count) {
    return SCOREVISION_ORT(31, void *, const void *, size_t *)(session, count);
}
static inline void *scorevision_ort_input_type(scorevision_ort_table table, const void *session, size_t index,
                                               void **info) {
    return SCOREVISION_ORT(33, void *, const void *, size_t, void **)(session, index, info);
}
static inline void *scorevision_ort_output_type(scorevision_ort_table table, const void *session, size_t index,
                                                void **info) {
    return SCOREVISION_ORT(34, void *, const void *, size_t, void **)(session, index, info);
}
// The caller frees names with the allocator.
static inline void *scorevision_ort_input_name(scorevision_ort_table table, const void *session, size_t index,
                                               void *allocator, char **name) {
    return SCOREVISION_ORT(36, void *, const void *, size_t, void *, char **)(session, index, allocator, name);
}
static inline void *scorevision_ort_output_name(scorevision_ort_table table, const void *session, size_t index,
                                                void *allocator, char **name) {
    return SCOREVISION_ORT(37, void *, const void *, size_t, void *, char **)(session, index, allocator, name);
}
static inline void *scorevision_ort_free(scorevision_ort_table table, void *allocator, void *memory) {
    return SCOREVISION_ORT(76, void *, void *, void *)(allocator, memory);
}
// The library's own allocator, which is never released.
static inline void *scorevision_ort_default_allocator(scorevision_ort_table table, void **allocator) {
    return SCOREVISION_ORT(78, void *, void **)(allocator);
}

// Types and shapes. `tensor` belongs to `info`; it is NULL if the value isn't a tensor.
static inline void *scorevision_ort_tensor_info(scorevision_ort_table table, const void *info, const void **tensor) {
    return SCOREVISION_ORT(55, void *, const void *, const void **)(info, tensor);
}
static inline void *scorevision_ort_element_type(scorevision_ort_table table, const void *info, int *type) {
    return SCOREVISION_ORT(60, void *, const void *, int *)(info, type);
}
static inline void *scorevision_ort_dimension_count(scorevision_ort_table table, const void *info, size_t *count) {
    return SCOREVISION_ORT(61, void *, const void *, size_t *)(info, count);
}
// An open dimension is -1.
static inline void *scorevision_ort_dimensions(scorevision_ort_table table, const void *info, int64_t *sizes,
                                               size_t count) {
    return SCOREVISION_ORT(62, void *, const void *, int64_t *, size_t)(info, sizes, count);
}
enum scorevision_ort_element {
    scorevision_ort_float32 = 1,
    scorevision_ort_uint8 = 2,
};

// Tensors.
static inline void *scorevision_ort_make_memory_info(scorevision_ort_table table, void **made) {
    // OrtDeviceAllocator (0) and OrtMemTypeDefault (0).
    return SCOREVISION_ORT(69, void *, int, int, void **)(0, 0, made);
}
// Memory of a device, with OrtDeviceAllocator (0) and OrtMemTypeDefault (0).
static inline void *scorevision_ort_make_device_info(scorevision_ort_table table, const char *name, int device,
                                                     void **made) {
    return SCOREVISION_ORT(68, void *, const char *, int, int, int, void **)(name, 0, device, 0, made);
}
// A tensor over the caller's memory, which must outlive it.
static inline void *scorevision_ort_wrap(scorevision_ort_table table, const void *memory_info, void *bytes, size_t count,
                                         const int64_t *shape, size_t rank, int type, void **made) {
    return SCOREVISION_ORT(49, void *, const void *, void *, size_t, const int64_t *, size_t, int, void **)(
        memory_info, bytes, count, shape, rank, type, made);
}
static inline void *scorevision_ort_value_shape(scorevision_ort_table table, const void *value, void **info) {
    return SCOREVISION_ORT(65, void *, const void *, void **)(value, info);
}
// Blocks until the outputs are ready. Outputs that are NULL are allocated.
static inline void *scorevision_ort_run(scorevision_ort_table table, void *session, const char *const *input_names,
                                        const void *const *inputs, size_t input_count, const char *const *output_names,
                                        size_t output_count, void **outputs) {
    return SCOREVISION_ORT(9, void *, void *, const void *, const char *const *, const void *const *, size_t,
                           const char *const *, size_t, void **)(session, NULL, input_names, inputs, input_count,
                                                                 output_names, output_count, outputs);
}

// A run with the caller's tensors as input and outputs, so that nothing else is allocated or copied.
static inline void *scorevision_ort_make_binding(scorevision_ort_table table, void *session, void **made) {
    return SCOREVISION_ORT(134, void *, void *, void **)(session, made);
}
static inline void *scorevision_ort_bind_input(scorevision_ort_table table, void *binding, const char *name,
                                               const void *value) {
    return SCOREVISION_ORT(136, void *, void *, const char *, const void *)(binding, name, value);
}
static inline void *scorevision_ort_bind_output(scorevision_ort_table table, void *binding, const char *name,
                                                const void *value) {
    return SCOREVISION_ORT(137, void *, void *, const char *, const void *)(binding, name, value);
}
// Blocks until the outputs are ready, including those that a device copies to the host.
static inline void *scorevision_ort_run_bound(scorevision_ort_table table, void *session, const void *binding) {
    return SCOREVISION_ORT(133, void *, void *, const void *, const void *)(session, NULL, binding);
}

#undef SCOREVISION_ORT
