#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/display.h>
#include <libavutil/hwcontext.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/sha.h>
#include <libswscale/swscale.h>

// Macros that Swift can't import.
static inline int scorevision_averror(int errnum) { return AVERROR(errnum); }
static inline int scorevision_averror_eof(void) { return AVERROR_EOF; }
static inline int scorevision_averror_external(void) { return AVERROR_EXTERNAL; }
static inline int scorevision_averror_exit(void) { return AVERROR_EXIT; }
static inline int scorevision_averror_eagain(void) { return AVERROR(EAGAIN); }
static inline int64_t scorevision_nopts(void) { return AV_NOPTS_VALUE; }

// Declarations that moved between FFmpeg 5.1 and 6.1, where the old name is deprecated.

/// Returns whether the frame consists of two fields.
static inline bool scorevision_frame_is_interlaced(const AVFrame *frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(58, 7, 100)
    return (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
#else
    return frame->interlaced_frame != 0;
#endif
}

/// Returns the 3x3 display matrix of a stream, row by row, or NULL.
static inline const int32_t *scorevision_display_matrix(const AVStream *stream) {
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    const AVPacketSideData *side = av_packet_side_data_get(
        stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return side && side->size >= 9 * sizeof(int32_t) ? (const int32_t *)side->data : NULL;
#else
    size_t size = 0;
    const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return data && size >= 9 * sizeof(int32_t) ? (const int32_t *)data : NULL;
#endif
}

/// Sets the display matrix of a stream. Returns a negative number on failure.
static inline int scorevision_set_display_matrix(AVStream *stream, const int32_t matrix[9]) {
    const size_t size = 9 * sizeof(int32_t);
    uint8_t *data = NULL;
#if LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102)
    AVPacketSideData *side = av_packet_side_data_new(
        &stream->codecpar->coded_side_data, &stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX, size, 0);
    data = side ? side->data : NULL;
#else
    data = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, size);
#endif
    if (!data) return AVERROR(ENOMEM);
    memcpy(data, matrix, size);
    return 0;
}

// Support for NVIDIA GPUs without the CUDA headers that FFmpeg's own header requires. The structure has been part of
// FFmpeg's interface since 4.0.

/// Sets the CUDA context and stream of a device that isn't initialised yet. The caller keeps ownership of both.
static inline void scorevision_set_cuda(AVBufferRef *device, void *context, void *stream) {
    struct {
        void *context;
        void *stream;
        void *internal;
    } *cuda = ((AVHWDeviceContext *)device->data)->hwctx;
    cuda->context = context;
    cuda->stream = stream;
}

/// Returns the sample format of a frame in a GPU's memory.
static inline enum AVPixelFormat scorevision_device_format(const AVFrame *frame) {
    return ((const AVHWFramesContext *)frame->hw_frames_ctx->data)->sw_format;
}

// swscale behind void pointers. Its context is opaque up to FFmpeg 7.0 and a structure later; Swift sees two types.

static inline void *scorevision_scaler_make(
    int from_width, int from_height, enum AVPixelFormat from, int to_width, int to_height, enum AVPixelFormat to,
    int flags) {
    return sws_getContext(from_width, from_height, from, to_width, to_height, to, flags, NULL, NULL, NULL);
}

static inline int scorevision_scaler_set_colour(
    void *scaler, const int *from_coefficients, int from_full, const int *to_coefficients, int to_full) {
    return sws_setColorspaceDetails(
        (struct SwsContext *)scaler, from_coefficients, from_full, to_coefficients, to_full, 0, 1 << 16, 1 << 16);
}

static inline int scorevision_scaler_convert(void *scaler, const AVFrame *from, AVFrame *to) {
    return sws_scale(
        (struct SwsContext *)scaler, (const uint8_t *const *)from->data, from->linesize, 0, from->height, to->data,
        to->linesize);
}

static inline void scorevision_scaler_free(void *scaler) { sws_freeContext((struct SwsContext *)scaler); }
