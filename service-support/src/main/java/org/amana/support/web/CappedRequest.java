package org.amana.support.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body ends with an error one byte after the limit. */
final class CappedRequest extends HttpServletRequestWrapper {
    private final long limitBytes;
    private @Nullable ServletInputStream capped;

    CappedRequest(HttpServletRequest request, long limitBytes) {
        super(request);
        this.limitBytes = limitBytes;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (capped == null) {
            capped = new Capped(super.getInputStream(), limitBytes);
        }
        return capped;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Capped extends ServletInputStream {
        private final ServletInputStream in;
        private final long limitBytes;
        private long readBytes;

        Capped(ServletInputStream in, long limitBytes) {
            this.in = in;
            this.limitBytes = limitBytes;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = in.read(target, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) throws BodyCap.TooLarge {
            readBytes += more;
            if (readBytes > limitBytes) {
                throw new BodyCap.TooLarge(limitBytes);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(@Nullable ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
