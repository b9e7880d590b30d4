/*
 * How fast can this machine decode these JPEG pictures at all, and how fast when C also folds them?
 *
 *     decode-limit [--threads N] [--fold|--average|--planes] [--ppm OUT.ppm] [--mean OUT.ppm] [--list FILE] [--] [FILE...]
 *
 * N threads take names in turn, read each file into a reused buffer and decode it with libjpeg-turbo into a reused
 * buffer: RGB, accurate DCT, fancy upsampling, the picture that careful programs see. Nothing is kept: that is the
 * limit for any program that has to look at the pixels. With --fold each thread also takes the maximum into a picture
 * of its own; these are merged at the end and a checksum is printed, so that the work cannot be left out. --ppm writes
 * that maximum, the exact answer other programs are compared with. --average adds linear light instead, whole numbers
 * from a table (2^20 to full scale); --planes takes the maximum with its frame, the sum and the sum of squares. --mean
 * writes the mean of linear light, added in double, as 16-bit sRGB codes: the exact answer for averages.
 */

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <turbojpeg.h>
#include <unistd.h>

enum { CHANNELS = 3, MOST_THREADS = 1024 };

/* A buffer that grows and is used again. */
typedef struct {
    unsigned char *bytes;
    size_t size;
} buffer;

/* What one thread owns: nothing is shared but the names and the number of the next one. */
typedef struct {
    pthread_t thread;
    tjhandle decoder;
    buffer file;
    buffer picture;
    unsigned char *maximum;
    uint32_t *sum;
    uint64_t *squares;
    uint32_t *when;
    double *light;
    int width;
    int height;
} worker;

static char **names;
static size_t name_count;
static atomic_size_t next_name;
static bool folding;
static bool adding;
static bool squaring;
static bool exactly;
static double light_of[256];
static uint32_t table[256];
static uint64_t square_table[256];

static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("decode-limit: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void *checked(void *memory) {
    if (memory == NULL) {
        fail("expected more memory, found none left; use fewer threads");
    }
    return memory;
}

static void reserve(buffer *of, size_t size) {
    if (of->size < size) {
        free(of->bytes);
        of->bytes = checked(malloc(size));
        of->size = size;
    }
}

static size_t read_file(const char *name, buffer *into) {
    int file = open(name, O_RDONLY);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0) {
        fail("%s: expected a readable file, found: %s", name, strerror(errno));
    }
    size_t size = (size_t) status.st_size;
    reserve(into, size);
    size_t done = 0;
    while (done < size) {
        ssize_t step = read(file, into->bytes + done, size - done);
        if (step <= 0) {
            fail("%s: expected %zu bytes, found %zu: %s", name, size, done, step == 0 ? "end" : strerror(errno));
        }
        done += (size_t) step;
    }
    close(file);
    return size;
}

static void decode(worker *self, const char *name) {
    size_t size = read_file(name, &self->file);
    int width, height, subsampling, colours;
    if (tjDecompressHeader3(self->decoder, self->file.bytes, size, &width, &height, &subsampling, &colours) != 0) {
        fail("%s: expected a JPEG picture, found: %s", name, tjGetErrorStr2(self->decoder));
    }
    reserve(&self->picture, (size_t) width * height * CHANNELS);
    /* No TJFLAG_FASTUPSAMPLE: fancy upsampling is what its absence means. */
    if (tjDecompress2(self->decoder, self->file.bytes, size, self->picture.bytes, width, 0, height, TJPF_RGB,
                TJFLAG_ACCURATEDCT) != 0) {
        fail("%s: expected a whole JPEG picture, found: %s", name, tjGetErrorStr2(self->decoder));
    }
    if (self->width == 0) {
        self->width = width;
        self->height = height;
    }
    if ((folding || adding || exactly) && (width != self->width || height != self->height)) {
        fail("%s: expected %dx%d as before, found %dx%d", name, self->width, self->height, width, height);
    }
}

/* Written so that the compiler turns it into vector instructions; zero is the neutral element. */
static void fold(unsigned char *restrict into, const unsigned char *restrict from, size_t count) {
    for (size_t i = 0; i < count; i++) {
        into[i] = into[i] > from[i] ? into[i] : from[i];
    }
}

/* IEC 61966-2-1. */
static void fill_tables(void) {
    for (int code = 0; code < 256; code++) {
        double c = code / 255.0;
        light_of[code] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
        table[code] = (uint32_t) lrint(light_of[code] * (1 << 20));
        square_table[code] = (uint64_t) table[code] * table[code];
    }
}

static void add(uint32_t *restrict into, const unsigned char *restrict from, size_t count) {
    for (size_t i = 0; i < count; i++) {
        into[i] += table[from[i]];
    }
}

static void add_planes(worker *self, uint32_t frame, size_t count) {
    const unsigned char *restrict from = self->picture.bytes;
    unsigned char *restrict maximum = self->maximum;
    uint32_t *restrict when = self->when;
    uint64_t *restrict squares = self->squares;
    for (size_t i = 0; i < count; i++) {
        unsigned char code = from[i];
        if (code > maximum[i]) {
            maximum[i] = code;
            when[i] = frame;
        }
        squares[i] += square_table[code];
    }
    add(self->sum, from, count);
}

static void add_exactly(double *restrict into, const unsigned char *restrict from, size_t count) {
    for (size_t i = 0; i < count; i++) {
        into[i] += light_of[from[i]];
    }
}

static void *zeros(void *known, size_t count, size_t size) {
    return known != NULL ? known : checked(calloc(count, size));
}

static void *work(void *argument) {
    worker *self = argument;
    self->decoder = checked(tjInitDecompress());
    size_t index;
    while ((index = atomic_fetch_add(&next_name, 1)) < name_count) {
        decode(self, names[index]);
        if (folding) {
            size_t count = (size_t) self->width * self->height * CHANNELS;
            if (self->maximum == NULL) {
                self->maximum = checked(calloc(count, 1));
            }
            fold(self->maximum, self->picture.bytes, count);
        }
        if (adding || exactly) {
            size_t count = (size_t) self->width * self->height * CHANNELS;
            if (exactly) {
                self->light = zeros(self->light, count, sizeof *self->light);
                add_exactly(self->light, self->picture.bytes, count);
            } else {
                self->sum = zeros(self->sum, count, sizeof *self->sum);
                if (squaring) {
                    self->maximum = zeros(self->maximum, count, 1);
                    self->when = zeros(self->when, count, sizeof *self->when);
                    self->squares = zeros(self->squares, count, sizeof *self->squares);
                    add_planes(self, (uint32_t) index, count);
                } else {
                    add(self->sum, self->picture.bytes, count);
                }
            }
        }
    }
    tjDestroy(self->decoder);
    return NULL;
}

/* The first worker that saw a frame, with the maximum of all workers. */
static worker *merged(worker *workers, int count) {
    worker *into = NULL;
    for (int i = 0; i < count; i++) {
        worker *from = &workers[i];
        if (from->maximum == NULL) {
            continue;
        }
        if (into == NULL) {
            into = from;
        } else if (from->width != into->width || from->height != into->height) {
            fail("expected frames of one size, found %dx%d and %dx%d", into->width, into->height, from->width,
                    from->height);
        } else {
            fold(into->maximum, from->maximum, (size_t) into->width * into->height * CHANNELS);
        }
    }
    return into;
}

/* FNV-1a over words of eight bytes: cheap beside the decoding, and different for different pictures. */
static uint64_t checksum(const unsigned char *bytes, size_t count) {
    uint64_t sum = 0xcbf29ce484222325u;
    for (size_t i = 0; i < count; i += sizeof sum) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, count - i < sizeof word ? count - i : sizeof word);
        sum = (sum ^ word) * 0x100000001b3u;
    }
    return sum;
}

static void write_ppm(const char *name, const worker *from) {
    size_t count = (size_t) from->width * from->height * CHANNELS;
    FILE *file = fopen(name, "wb");
    if (file == NULL || fprintf(file, "P6\n%d %d\n255\n", from->width, from->height) < 0
            || fwrite(from->maximum, 1, count, file) != count || fclose(file) != 0) {
        fail("%s: expected to write %zu samples, found: %s", name, count, strerror(errno));
    }
}

/* Sums of all workers in those of the first one that saw a frame, and their checksum: the work cannot be left out. */
static void merge_sums(worker *workers, int count) {
    worker *into = NULL;
    for (int i = 0; i < count; i++) {
        worker *from = &workers[i];
        if (from->sum == NULL) {
            continue;
        }
        if (into == NULL) {
            into = from;
            continue;
        }
        size_t samples = (size_t) into->width * into->height * CHANNELS;
        for (size_t s = 0; s < samples; s++) {
            into->sum[s] += from->sum[s];
        }
        for (size_t s = 0; squaring && s < samples; s++) {
            into->squares[s] += from->squares[s];
            if (from->maximum[s] > into->maximum[s]
                    || (from->maximum[s] == into->maximum[s] && from->when[s] < into->when[s])) {
                into->maximum[s] = from->maximum[s];
                into->when[s] = from->when[s];
            }
        }
    }
    size_t samples = (size_t) into->width * into->height * CHANNELS;
    uint64_t sum = checksum((const unsigned char *) into->sum, samples * sizeof *into->sum);
    if (squaring) {
        sum ^= checksum((const unsigned char *) into->squares, samples * sizeof *into->squares);
        sum ^= checksum((const unsigned char *) into->when, samples * sizeof *into->when);
    }
    printf("%dx%d %016llx\n", into->width, into->height, (unsigned long long) sum);
}

/* 16 bits, big-endian, as PPM has it. */
static void write_mean(const char *name, worker *workers, int count) {
    const worker *first = NULL;
    for (int i = 0; i < count && first == NULL; i++) {
        first = workers[i].light == NULL ? NULL : &workers[i];
    }
    size_t samples = (size_t) first->width * first->height * CHANNELS;
    unsigned char *codes = checked(malloc(2 * samples));
    for (size_t s = 0; s < samples; s++) {
        double light = 0;
        for (int i = 0; i < count; i++) {
            light += workers[i].light == NULL ? 0 : workers[i].light[s];
        }
        light /= (double) name_count;
        double code = light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055;
        long rounded = lrint(65535 * code);
        codes[2 * s] = (unsigned char) (rounded >> 8);
        codes[2 * s + 1] = (unsigned char) rounded;
    }
    FILE *file = fopen(name, "wb");
    if (file == NULL || fprintf(file, "P6\n%d %d\n65535\n", first->width, first->height) < 0
            || fwrite(codes, 1, 2 * samples, file) != 2 * samples || fclose(file) != 0) {
        fail("%s: expected to write %zu samples, found: %s", name, samples, strerror(errno));
    }
    free(codes);
}

static void add_name(const char *name) {
    names = checked(realloc(names, (name_count + 1) * sizeof *names));
    names[name_count++] = checked(strdup(name));
}

static void add_list(const char *list) {
    FILE *file = fopen(list, "r");
    if (file == NULL) {
        fail("%s: expected a list of files, one in a line, found: %s", list, strerror(errno));
    }
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, file) >= 0) {
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] != '\0') {
            add_name(line);
        }
    }
    free(line);
    fclose(file);
}

int main(int count, char **arguments) {
    long threads = sysconf(_SC_NPROCESSORS_ONLN);
    const char *ppm = NULL;
    const char *mean = NULL;
    bool options = true;
    for (int i = 1; i < count; i++) {
        const char *word = arguments[i];
        if (!options || word[0] != '-') {
            add_name(word);
        } else if (strcmp(word, "--") == 0) {
            options = false;
        } else if (strcmp(word, "--fold") == 0) {
            folding = true;
        } else if (strcmp(word, "--average") == 0) {
            adding = true;
        } else if (strcmp(word, "--planes") == 0) {
            adding = true;
            squaring = true;
        } else if (i + 1 < count && strcmp(word, "--mean") == 0) {
            mean = arguments[++i];
            exactly = true;
        } else if (i + 1 < count && strcmp(word, "--threads") == 0) {
            threads = strtol(arguments[++i], NULL, 10);
        } else if (i + 1 < count && strcmp(word, "--ppm") == 0) {
            ppm = arguments[++i];
            folding = true;
        } else if (i + 1 < count && strcmp(word, "--list") == 0) {
            add_list(arguments[++i]);
        } else {
            fail("expected [--threads N] [--fold|--average|--planes] [--ppm OUT.ppm] [--mean OUT.ppm] [--list FILE] [--]"
                 " [FILE...], found %s",
                    word);
        }
    }
    if (threads < 1 || threads > MOST_THREADS) {
        fail("--threads: expected 1 to %d, found %ld", MOST_THREADS, threads);
    }
    if (name_count == 0) {
        fail("expected at least one JPEG file, found none");
    }
    fill_tables();
    worker *workers = checked(calloc((size_t) threads, sizeof *workers));
    for (int i = 0; i < threads; i++) {
        int error = pthread_create(&workers[i].thread, NULL, work, &workers[i]);
        if (error != 0) {
            fail("expected %ld threads, found %d: %s", threads, i, strerror(error));
        }
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(workers[i].thread, NULL);
    }
    if (mean != NULL) {
        write_mean(mean, workers, (int) threads);
    } else if (adding) {
        merge_sums(workers, (int) threads);
    }
    if (folding) {
        worker *result = merged(workers, (int) threads);
        size_t samples = (size_t) result->width * result->height * CHANNELS;
        printf("%dx%d %016llx\n", result->width, result->height,
                (unsigned long long) checksum(result->maximum, samples));
        if (ppm != NULL) {
            write_ppm(ppm, result);
        }
    }
    return 0;
}
