//! Several modules that were split off the interface, put together into one: less to fetch, and the same when loaded.

use std::{convert::Infallible, ops::Range};

use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection, Module, RawSection, SectionId,
    reencode::{self, Reencode},
};
use wasmparser::{Parser, Payload};

/// What cannot be put together: the splitter makes modules of another shape than this code knows.
#[derive(Debug)]
pub struct Unlike(String);

impl std::fmt::Display for Unlike {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "modules cannot be put together: {}", self.0)
    }
}

impl std::error::Error for Unlike {}

impl From<wasmparser::BinaryReaderError> for Unlike {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self(error.to_string())
    }
}

impl From<reencode::Error<Infallible>> for Unlike {
    fn from(error: reencode::Error<Infallible>) -> Self {
        Self(error.to_string())
    }
}

/// The places of one module's functions and data behind those of the modules before it.
#[derive(Default)]
struct Behind {
    functions: u32,
    data: u32,
}

impl Reencode for Behind {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<Infallible>> {
        Ok(self.functions + function)
    }

    fn data_index(&mut self, data: u32) -> Result<u32, reencode::Error<Infallible>> {
        Ok(self.data + data)
    }
}

/// The sections of the whole.
#[derive(Default)]
struct Whole {
    /// As they stand in every module: the splitter gives all of them the same.
    types: Option<Vec<u8>>,
    /// Of the module that imports most; a module without functions needs less.
    imports: Vec<u8>,
    import_count: u32,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
}

/// One module in the place of several, without names and other sections that nothing runs by.
///
/// # Errors
/// When a module holds anything that modules split off the interface do not hold.
pub fn join(modules: &[Vec<u8>]) -> Result<Vec<u8>, Unlike> {
    let (mut whole, mut behind) = (Whole::default(), Behind::default());
    for module in modules {
        let (functions, data) = whole.add(module, &mut behind)?;
        behind.functions += functions;
        behind.data += data;
    }
    Ok(whole.finish(behind.data))
}

impl Whole {
    /// Adds a module. Returns how many functions and how many pieces of data it has.
    fn add(&mut self, module: &[u8], behind: &mut Behind) -> Result<(u32, u32), Unlike> {
        let (mut functions, mut data) = (0, 0);
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => self.same_types(bytes(module, section.range())?)?,
                Payload::ImportSection(section) => {
                    // No functions are imported, so that each module's own are counted from 0.
                    if section.count() > self.import_count {
                        self.import_count = section.count();
                        self.imports = bytes(module, section.range())?.to_vec();
                    }
                }
                Payload::FunctionSection(section) => {
                    functions = section.count();
                    behind.parse_function_section(&mut self.functions, section)?;
                }
                Payload::ElementSection(section) => behind.parse_element_section(&mut self.elements, section)?,
                Payload::CodeSectionEntry(body) => behind.parse_function_body(&mut self.code, body)?,
                Payload::DataSection(section) => {
                    data = section.count();
                    behind.parse_data_section(&mut self.data, section)?;
                }
                Payload::ExportSection(section) if section.count() == 0 => {}
                Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::CustomSection(_)
                | Payload::End(_) => {}
                other => return Err(Unlike(format!("{other:?}"))),
            }
        }
        Ok((functions, data))
    }

    fn same_types(&mut self, types: &[u8]) -> Result<(), Unlike> {
        match &self.types {
            None => self.types = Some(types.to_vec()),
            Some(known) if known == types => {}
            Some(_) => return Err(Unlike("their types differ".to_owned())),
        }
        Ok(())
    }

    fn finish(self, data: u32) -> Vec<u8> {
        let types = RawSection {
            id: SectionId::Type.into(),
            data: &self.types.unwrap_or_default(),
        };
        let imports = RawSection {
            id: SectionId::Import.into(),
            data: &self.imports,
        };
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&self.functions)
            .section(&self.elements)
            .section(&DataCountSection { count: data })
            .section(&self.code)
            .section(&self.data);
        module.finish()
    }
}

/// What stands in a module at this place.
fn bytes(module: &[u8], place: Range<u64>) -> Result<&[u8], Unlike> {
    let outside = || Unlike("a section ends outside of its module".to_owned());
    let at = |place: u64| usize::try_from(place).map_err(|_| outside());
    module.get(at(place.start)?..at(place.end)?).ok_or_else(outside)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use wasm_encoder::{ImportSection, TypeSection};

    use super::*;

    /// A module of the splitter's shape, whose last function calls its first one.
    fn module(functions: u32, slot: i32) -> Vec<u8> {
        use wasm_encoder::{ConstExpr, Elements, EntityType, Function, Instruction, MemoryType};
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        imports.import("__wasm_split", "memory", EntityType::Memory(memory));
        let table = wasm_encoder::TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            minimum: 1,
            maximum: None,
            table64: false,
            shared: false,
        };
        imports.import("__wasm_split", "table", EntityType::Table(table));
        let (mut declared, mut code) = (FunctionSection::new(), CodeSection::new());
        for _ in 0..functions {
            declared.function(0);
            let mut body = Function::new([]);
            body.instruction(&Instruction::Call(0));
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        let mut elements = ElementSection::new();
        let last = [functions - 1];
        elements.active(None, &ConstExpr::i32_const(slot), Elements::Functions(last[..].into()));
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(8), [1, 2]);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&declared)
            .section(&elements)
            .section(&code)
            .section(&data);
        module.finish()
    }

    /// What each function calls, and which functions stand in the table.
    fn shape(module: &[u8]) -> (Vec<u32>, Vec<u32>) {
        let (mut calls, mut slots) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        if let wasmparser::Operator::Call { function_index } = operator.unwrap() {
                            calls.push(function_index);
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        if let wasmparser::ElementItems::Functions(functions) = element.unwrap().items {
                            slots.extend(functions.into_iter().map(Result::unwrap));
                        }
                    }
                }
                _ => {}
            }
        }
        (calls, slots)
    }

    #[test]
    fn functions_stand_behind_those_before_and_go_on_calling_their_own() {
        let whole = join(&[module(2, 1), module(3, 7)]).unwrap();
        assert_eq!(shape(&whole), (vec![0, 0, 2, 2, 2], vec![1, 4]));
        wasmparser::validate(&whole).unwrap();
    }

    #[test]
    fn what_has_another_shape_is_refused() {
        let mut other = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([wasm_encoder::ValType::I32], []);
        other.section(&types);
        assert!(join(&[module(1, 1), other.finish()]).is_err());
        let mut starts = Module::new();
        starts.section(&wasm_encoder::StartSection { function_index: 0 });
        assert!(join(&[starts.finish()]).is_err());
    }
}
