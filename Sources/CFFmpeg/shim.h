#pragma once

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/sha.h>
#include <libswscale/swscale.h>

// Macros that Swift can't import.
static inline int scorevision_averror_eof(void) { return AVERROR_EOF; }
static inline int scorevision_averror_eagain(void) { return AVERROR(EAGAIN); }
static inline int64_t scorevision_nopts(void) { return AV_NOPTS_VALUE; }
