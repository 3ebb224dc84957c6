fn main() {
    asl_server::run_stdio()
}
