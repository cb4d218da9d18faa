import NIOHTTP2
import NIOSSL
